package org.onewindow.photo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.onewindow.photo.Photographs.Finding;
import org.onewindow.photo.QualityRules.Result;
import org.onewindow.photo.QualityRules.Rule;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/photo-checks")
class PhotoCheckController {

    /**
     * @param measured rounded to three decimals
     * @param atLeast the least that does not fail; {@code null} without one
     * @param atMost the most that does not fail; {@code null} without one
     * @param advice what to change; {@code null} when the rule is kept
     */
    record FindingView(
            Rule rule,
            Result result,
            double measured,
            Double atLeast,
            Double atMost,
            String unit,
            String source,
            String advice) {}

    /** @param result the worst of all rules */
    record ReportView(Result result, List<FindingView> findings) {}

    private final Photographs checks;
    private final MessageSource messages;

    PhotoCheckController(Photographs checks, MessageSource messages) {
        this.checks = checks;
        this.messages = messages;
    }

    /** What a photograph does right and wrong, and what to change. The body is the file; nothing of it is kept. */
    @PostMapping(consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    ReportView check(Locale locale, InputStream photo) throws IOException {
        List<Finding> findings = checks.judge(photo.readNBytes(PictureReader.MOST_BYTES + 1));
        Result worst =
                findings.stream().map(Finding::result).max(Result::compareTo).orElseThrow();
        return new ReportView(
                worst, findings.stream().map(finding -> view(finding, locale)).toList());
    }

    private FindingView view(Finding finding, Locale locale) {
        String advice = finding.result() == Result.PASSED
                ? null
                : messages.getMessage("photo.rule." + finding.rule(), null, locale);
        return new FindingView(
                finding.rule(),
                finding.result(),
                Math.round(finding.measured() * 1000) / 1000.0,
                finding.limits().failBelow(),
                finding.limits().failAbove(),
                finding.limits().unit(),
                finding.limits().source(),
                advice);
    }
}
