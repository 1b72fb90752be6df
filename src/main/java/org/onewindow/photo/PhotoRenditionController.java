package org.onewindow.photo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.onewindow.photo.PhotoSpec.Status;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PhotoRenditionController {

    /** @param source where the figures come from, and how sure they are by {@code status} */
    record SpecView(String code, String name, int width, int height, int dpi, String source, Status status) {}

    private final PhotoSpecs specs;
    private final Photographs checks;

    PhotoRenditionController(PhotoSpecs specs, Photographs checks) {
        this.specs = specs;
        this.checks = checks;
    }

    /** Documents that a photograph can be cut for. */
    @GetMapping("/api/photo-specs")
    List<SpecView> photoSpecs(Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return specs.specs().stream()
                .map(spec -> new SpecView(
                        spec.code(),
                        english ? spec.nameEn() : spec.nameZh(),
                        spec.width(),
                        spec.height(),
                        spec.dpi(),
                        spec.source(),
                        spec.status()))
                .toList();
    }

    /** The photograph in the body, cut for a document. A photograph that fails the check is not cut; nothing is kept. */
    @PostMapping(
            path = "/api/photo-renditions/{spec}",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    ResponseEntity<byte[]> rendition(@PathVariable String spec, InputStream photo) throws IOException {
        byte[] file = photo.readNBytes(PictureReader.MOST_BYTES + 1);
        byte[] rendition = checks.render(file, List.of(spec)).get(spec);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(rendition);
    }
}
