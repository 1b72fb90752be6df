package org.onewindow.pass;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A check with its question and its result in words.
 *
 * @param attempt 1 for the first time the registers were asked; the highest is what counts
 * @param basis the law or notice behind the rule, or {@code null} where none judged
 */
public record CheckView(int attempt, @JsonUnwrapped SourceCheck check, String question, String answer, String basis) {

    /** Whether a register answered, and nothing stands against a pass. */
    @JsonIgnore
    public boolean isClear() {
        return check.result() == SourceCheck.Result.CLEAR;
    }

    /** Puts the checks of an application into words. */
    @Component
    public static class Maker {

        private final PassApplicationRepository kept;
        private final CheckRules rules;
        private final MessageSource messages;

        Maker(PassApplicationRepository kept, CheckRules rules, MessageSource messages) {
            this.kept = kept;
            this.rules = rules;
            this.messages = messages;
        }

        /** What the registers said, in place of papers: each time they were asked, the last first. */
        public List<CheckView> of(String caseId, Locale locale) {
            return kept.attempts(caseId).stream()
                    .map(attempted -> new CheckView(
                            attempted.attempt(),
                            attempted.check(),
                            messages.getMessage("check." + attempted.check().code(), null, locale),
                            messages.getMessage(
                                    "check.result." + attempted.check().result(), null, locale),
                            rules.named(attempted.check().rule())
                                    .map(CheckRules.Edition::source)
                                    .orElse(null)))
                    .toList();
        }
    }
}
