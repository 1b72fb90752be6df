package org.onewindow.photolibrary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.onewindow.photolibrary.PhotoLibrary.Fitting;
import org.onewindow.photolibrary.PhotoViews.PhotoView;
import org.onewindow.shared.Actor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/photos")
class PhotoController {

    /** Longer than any photograph that is taken. */
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private final PhotoLibrary library;
    private final PhotoViews views;

    PhotoController(PhotoLibrary library, PhotoViews views) {
        this.library = library;
        this.views = views;
    }

    /** The caller's own photograph. Sent twice it is one, so no key is needed. */
    @PostMapping(consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    ResponseEntity<PhotoView> take(Actor actor, Locale locale, InputStream photo) throws IOException {
        return taken(library.take(actor, photo.readNBytes(MOST_BYTES)), locale);
    }

    /** At a window, of the citizen who stands there. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<PhotoView> takeAtWindow(
            Actor actor,
            Locale locale,
            @RequestParam String outlet,
            @RequestParam String citizenId,
            @RequestPart MultipartFile photo)
            throws IOException {
        return taken(library.takeAt(actor, outlet, citizenId, photo.getBytes()), locale);
    }

    private ResponseEntity<PhotoView> taken(Photo photo, Locale locale) {
        return ResponseEntity.created(URI.create("/api/photos/" + photo.id())).body(views.photo(photo, locale));
    }

    /** All of the caller's, the current one first. */
    @GetMapping
    List<PhotoView> mine(Actor actor, Locale locale) {
        return views.photos(actor, locale);
    }

    /** Whether the library has what an item needs, so that nobody is photographed in vain. */
    @GetMapping("/current")
    Fitting current(Actor actor, @RequestParam String item) {
        return library.fitting(actor.id(), item);
    }

    /** The photograph as it is kept; for its owner alone. */
    @GetMapping("/{id}/picture")
    ResponseEntity<byte[]> picture(Actor actor, @PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(library.picture(actor, id));
    }

    /** The owner's photograph cut for several documents in one go, as a ZIP of JPEG files. */
    @GetMapping("/{id}/renditions")
    ResponseEntity<byte[]> renditions(
            Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") List<String> spec)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> one :
                    library.renditions(actor, id, spec).entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey() + ".jpg"));
                zip.write(one.getValue());
            }
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .cacheControl(CacheControl.noStore())
                .body(bytes.toByteArray());
    }

    /** Destroys the picture for good. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Actor actor, @PathVariable String id) {
        library.delete(actor, id);
        return ResponseEntity.noContent().build();
    }
}
