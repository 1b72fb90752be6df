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

    /** Pixels by which a measure of the same face differs when it is taken again on the rendition. */
    private static final double NOISE = 3;

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
        return oneOfTwo(() -> {
            try (Picture picture = PictureReader.read(file)) {
                return findings(Measures.of(picture, faces, standard));
            }
        });
    }

    /**
     * A photograph that no rule refuses, cut for documents in one pass; nothing is kept of it.
     *
     * @param wanted codes of documents
     * @return JPEG files by document, in the order in which they were asked for
     * @throws Refusal as {@link #judge} and {@link #cut} do
     */
    Map<String, byte[]> render(byte[] file, Collection<String> wanted) {
        List<PhotoSpec> documents = documents(wanted);
        return oneOfTwo(() -> {
            try (Picture picture = PictureReader.read(file)) {
                return renditions(picture, goodHead(picture), documents);
            }
        });
    }

    /**
     * Reads an upload for keeping.
     *
     * @throws Refusal when the file is no photograph that is read here, fails the check, or too many are being judged
     */
    public Master develop(byte[] file) {
        return oneOfTwo(() -> {
            try (Picture picture = PictureReader.read(file)) {
                Head head = goodHead(picture);
                return new Master(JpegWriter.master(picture), head.text());
            }
        });
    }

    /**
     * One photograph for many documents: it is decoded once, its landmarks are taken as they are, and on each rendition the
     * face is measured again in the pixels of the finished file.
     *
     * @param wanted codes of documents
     * @return JPEG files by document, in the order in which they were asked for
     * @throws Refusal {@code photo-spec-unknown}, or INVALID with one defect for each document that it cannot be cut for
     */
    public Map<String, byte[]> cut(Master master, Collection<String> wanted) {
        List<PhotoSpec> documents = documents(wanted);
        return oneOfTwo(() -> {
            try (Picture picture = PictureReader.own(master.jpeg())) {
                return renditions(picture, Head.parse(master.landmarks()), documents);
            }
        });
    }

    private List<PhotoSpec> documents(Collection<String> codes) {
        return codes.stream()
                .distinct()
                .map(code -> specs.find(code).orElseThrow(() -> Refusal.notFound("photo-spec-unknown")))
                .toList();
    }

    private Map<String, byte[]> renditions(Picture picture, Head head, List<PhotoSpec> documents) {
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
    }

    private Head goodHead(Picture picture) {
        Measures measures = Measures.of(picture, faces, standard);
        if (findings(measures).stream().anyMatch(finding -> finding.result() == Result.FAILED)) {
            throw Refusal.invalid("", "photo-fails-check");
        }
        return measures.head();
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
        byte[] rendition;
        try (Picture part = cut.from(picture)) {
            rendition = JpegWriter.write(part, spec.dpi(), spec.leastBytes(), spec.mostBytes())
                    .orElseThrow(() -> Refusal.invalid("", "photo-does-not-fit", spec.code()));
        }
        try (Picture finished = PictureReader.own(rendition)) {
            double eyes = cut.margin() + cut.scale() * head.crown();
            double top = eyes - cut.scale() * head.forehead();
            double chin = eyes + cut.scale() * head.chin();
            faces.upright(finished, top, chin)
                    .map(head::in)
                    .filter(again -> spec.holds(again, 1, again.eyeY() - again.crown(), NOISE))
                    .orElseThrow(() -> Refusal.invalid("", "photo-does-not-fit", spec.code()));
        }
        return rendition;
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

    private List<Finding> findings(Measures measures) {
        return measures.values().entrySet().stream()
                .map(measure -> finding(measure.getKey(), measure.getValue()))
                .toList();
    }

    private Finding finding(Rule rule, double measured) {
        Limits limits = quality.rules().get(rule);
        return new Finding(rule, limits.judge(measured), measured, limits);
    }
}
