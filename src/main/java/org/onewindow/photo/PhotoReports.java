package org.onewindow.photo;

import java.util.List;
import java.util.Locale;
import org.onewindow.photo.Photographs.Finding;
import org.onewindow.photo.QualityRules.Result;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What each rule says of a photograph, for reading. */
@Component
public class PhotoReports {

    /**
     * @param name of the rule
     * @param measured with its unit and the bounds that it must keep
     * @param advice what to change; {@code null} when the rule is kept
     */
    public record Line(String name, boolean failed, String measured, String advice) {}

    /**
     * What somebody before a camera is told.
     *
     * @param advice what must change, or there is no photograph
     * @param look what may be in order, but should be looked at
     */
    public record Feedback(List<String> advice, List<String> look) {}

    private final Photographs photographs;
    private final MessageSource messages;

    PhotoReports(Photographs photographs, MessageSource messages) {
        this.photographs = photographs;
        this.messages = messages;
    }

    /**
     * What fails first.
     *
     * @throws Refusal when the file is no photograph that is read here, or too many are being judged
     */
    public List<Line> of(byte[] file, Locale locale) {
        return photographs.judge(file).stream()
                .map(finding -> line(finding, locale))
                .sorted((one, other) -> Boolean.compare(other.failed(), one.failed()))
                .toList();
    }

    /** @throws Refusal as {@link #of} */
    public Feedback feedback(byte[] file, Locale locale) {
        List<Line> lines = of(file, locale);
        return new Feedback(
                lines.stream().filter(Line::failed).map(Line::advice).toList(),
                lines.stream()
                        .filter(line -> !line.failed() && line.advice() != null)
                        .map(Line::advice)
                        .toList());
    }

    private Line line(Finding finding, Locale locale) {
        String code = finding.rule().name();
        String measured = String.format(Locale.ROOT, "%.3g", finding.measured());
        return new Line(
                messages.getMessage("photo.rule-name." + code, null, locale),
                finding.result() == Result.FAILED,
                measured + bound(" ≥ ", finding.limits().failBelow())
                        + bound(" ≤ ", finding.limits().failAbove()) + " ("
                        + finding.limits().unit() + ")",
                finding.result() == Result.PASSED ? null : messages.getMessage("photo.rule." + code, null, locale));
    }

    private static String bound(String sign, Double value) {
        return value == null ? "" : ";" + sign + value;
    }
}
