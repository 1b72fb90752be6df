package org.onewindow.photo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.onewindow.photo.QualityRules.Limits;
import org.onewindow.photo.QualityRules.Result;
import org.onewindow.photo.QualityRules.Rule;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Service;

/** Judges photographs by {@code photo/quality.yml}, two at a time; keeps nothing of them. */
@Service
class PhotoChecks {

    /** @param measured in the unit of {@code limits} */
    record Finding(Rule rule, Result result, double measured, Limits limits) {}

    /** A picture of 16 million pixels takes about 150 MB while it is judged. */
    private final Semaphore decoders = new Semaphore(2);

    private final QualityRules quality;
    private final Faces faces;

    PhotoChecks(QualityRules quality, Faces faces) {
        this.quality = quality;
        this.faces = faces;
    }

    /**
     * One finding for each rule that could be measured; without a face there is only one.
     *
     * @throws Refusal when the file is no photograph that is read here, or too many are being judged
     */
    List<Finding> judge(byte[] file) {
        try {
            if (!decoders.tryAcquire(5, TimeUnit.SECONDS)) {
                throw Refusal.unavailable("photo-busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("photo-busy");
        }
        try {
            Map<Rule, Double> measures = Measures.of(PictureReader.read(file), faces);
            return measures.entrySet().stream()
                    .map(measure -> finding(measure.getKey(), measure.getValue()))
                    .toList();
        } finally {
            decoders.release();
        }
    }

    private Finding finding(Rule rule, double measured) {
        Limits limits = quality.rules().get(rule);
        return new Finding(rule, limits.judge(measured), measured, limits);
    }
}
