package org.onewindow.photo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.onewindow.photo.Faces.Face;
import org.onewindow.photo.QualityRules.Limits;
import org.onewindow.photo.QualityRules.Result;
import org.onewindow.photo.QualityRules.Rule;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Refusal.Defect;
import org.springframework.stereotype.Service;

/**
 * Judges photographs by {@code photo/quality.yml}, two at a time, and cuts them for the documents of {@code photo/specs.yaml};
 * keeps nothing of them.
 */
@Service
public class Photographs {

    /**
     * What is worth keeping of an upload that no rule refuses.
     *
     * @param jpeg the upright pixels and nothing else of the file; the same upload gives the same bytes
     * @param landmarks where eyes, crown, chin and ears lie in them, for {@link #cut}
     */
    public record Master(byte[] jpeg, String landmarks) {

        /** Shows nobody's face. */
        @Override
        public String toString() {
            return "Master[" + jpeg.length + " bytes]";
        }
    }

    /** @param measured in the unit of {@code limits} */
    record Finding(Rule rule, Result result, double measured, Limits limits) {}

    /** A picture of 16 million pixels takes about 150 MB while it is judged. */
    private final Semaphore decoders = new Semaphore(2);

    /** No detail may be invented. */
    private static final double MOST_ENLARGED = 1.15;

    /** Pixels by which a measure differs when it is taken again on the rendition; the hair's outline is the least sharp. */
    private static final double NOISE = 6;

    private final QualityRules quality;
    private final PhotoSpecs specs;
    private final Faces faces;
    private final PhotoSpec standard;

    /** @throws IllegalArgumentException when there is no document by the rules' standard */
    Photographs(QualityRules quality, PhotoSpecs specs, Faces faces) {
        this.quality = quality;
        this.specs = specs;
        this.faces = faces;
        standard = specs.find(quality.standard())
                .orElseThrow(
                        () -> new IllegalArgumentException("photo/quality.yml: no document " + quality.standard()));
    }

    /** Codes of the documents that a photograph can be cut for. */
    public List<String> specs() {
        return specs.specs().stream().map(PhotoSpec::code).toList();
    }

    /** Name of a document in the reader's language; of an unknown one its code. */
    public String name(String spec, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return specs.find(spec)
                .map(found -> english ? found.nameEn() : found.nameZh())
                .orElse(spec);
    }

    /**
     * One finding for each rule that could be measured; without a face there is only one.
     *
     * @throws Refusal when the file is no photograph that is read here, or too many are being judged
     */
    List<Finding> judge(byte[] file) {
        return oneOfTwo(() -> findings(PictureReader.read(file)));
    }

    /**
     * A photograph that no rule refuses, cut for a document; measured again after it was cut.
     *
     * @return a JPEG file of the size, density and length that the document asks for
     * @throws Refusal as {@link #judge} does, and when the photograph cannot be cut that way
     */
    byte[] render(byte[] file, PhotoSpec spec) {
        return oneOfTwo(() -> {
            Picture picture = good(file);
            return rendition(picture, head(picture), spec);
        });
    }

    /**
     * Reads an upload for keeping.
     *
     * @throws Refusal when the file is no photograph that is read here, fails the check, or too many are being judged
     */
    public Master develop(byte[] file) {
        return oneOfTwo(() -> {
            Picture picture = good(file);
            return new Master(JpegWriter.master(picture), head(picture).text());
        });
    }

    /**
     * One photograph for many documents: it is decoded once, its landmarks are taken as they are, and each rendition is
     * measured again after it was cut.
     *
     * @param wanted codes of documents
     * @return JPEG files by document, in the order in which they were asked for
     * @throws Refusal {@code photo-spec-unknown}, or INVALID with one defect for each document that it cannot be cut for
     */
    public Map<String, byte[]> cut(Master master, Collection<String> wanted) {
        List<PhotoSpec> documents = wanted.stream()
                .distinct()
                .map(code -> specs.find(code).orElseThrow(() -> Refusal.notFound("photo-spec-unknown")))
                .toList();
        return oneOfTwo(() -> {
            Picture picture = PictureReader.own(master.jpeg());
            Head head = Head.parse(master.landmarks());
            Map<String, byte[]> renditions = new LinkedHashMap<>();
            List<Defect> defects = new ArrayList<>();
            for (PhotoSpec document : documents) {
                try {
                    renditions.put(document.code(), rendition(picture, head, document));
                } catch (Refusal refusal) {
                    defects.addAll(refusal.defects());
                }
            }
            if (!defects.isEmpty()) {
                throw Refusal.invalid(defects);
            }
            return renditions;
        });
    }

    private Picture good(byte[] file) {
        Picture picture = PictureReader.read(file);
        if (findings(picture).stream().anyMatch(finding -> finding.result() == Result.FAILED)) {
            throw Refusal.invalid("", "photo-fails-check");
        }
        return picture;
    }

    private byte[] rendition(Picture picture, Head head, PhotoSpec spec) {
        Cut cut = Cut.best(head, spec);
        if (!cut.holds()) {
            throw Refusal.invalid("", "photo-does-not-fit", spec.code());
        }
        if (cut.scale() > MOST_ENLARGED) {
            throw Refusal.invalid("", "photo-face-too-small-for", spec.code());
        }
        if (!cut.inside(picture)) {
            throw Refusal.invalid("", "photo-no-room", spec.code());
        }
        byte[] rendition = JpegWriter.write(cut.from(picture), spec.dpi(), spec.leastBytes(), spec.mostBytes())
                .orElseThrow(() -> Refusal.invalid("", "photo-does-not-fit", spec.code()));
        Head again = head(PictureReader.read(rendition));
        if (!spec.holds(again, 1, again.eyeY() - again.crown(), NOISE)) {
            throw Refusal.invalid("", "photo-does-not-fit", spec.code());
        }
        return rendition;
    }

    private Head head(Picture picture) {
        List<Face> found = faces.find(picture, false);
        if (found.isEmpty()) {
            throw Refusal.invalid("", "photo-fails-check");
        }
        return Head.of(found.get(0), faces.person(picture), picture);
    }

    private <T> T oneOfTwo(Supplier<T> work) {
        try {
            if (!decoders.tryAcquire(5, TimeUnit.SECONDS)) {
                throw Refusal.unavailable("photo-busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("photo-busy");
        }
        try {
            return work.get();
        } finally {
            decoders.release();
        }
    }

    private List<Finding> findings(Picture picture) {
        Map<Rule, Double> measures = Measures.of(picture, faces, standard);
        return measures.entrySet().stream()
                .map(measure -> finding(measure.getKey(), measure.getValue()))
                .toList();
    }

    private Finding finding(Rule rule, double measured) {
        Limits limits = quality.rules().get(rule);
        return new Finding(rule, limits.judge(measured), measured, limits);
    }
}
