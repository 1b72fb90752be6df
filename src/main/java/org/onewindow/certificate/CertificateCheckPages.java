package org.onewindow.certificate;

import java.io.IOException;
import java.util.Locale;
import org.onewindow.certificate.Certificates.Checked;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The same as a page: a number or a file goes in, the answer stands above the form. */
@Controller
class CertificateCheckPages {

    private static final int LONGEST_FILE = 256 * 1024;

    private final Certificates certificates;
    private final CheckAnswer.Maker answers;
    private final MessageSource messages;
    private final boolean demo;

    CertificateCheckPages(
            Certificates certificates, CheckAnswer.Maker answers, MessageSource messages, Environment environment) {
        this.certificates = certificates;
        this.answers = answers;
        this.messages = messages;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/certificate-check")
    String form(Model page) {
        page.addAttribute("demo", demo);
        return "certificate-check";
    }

    @PostMapping("/certificate-check")
    String check(
            Locale locale,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(required = false) MultipartFile file,
            Model page)
            throws IOException {
        form(page);
        page.addAttribute("number", number);
        try {
            page.addAttribute("answer", answers.of(checked(number, file), locale));
        } catch (Refusal refusal) {
            page.addAttribute("refused", messages.getMessage("problem." + refusal.code(), null, locale));
        }
        return "certificate-check";
    }

    private Checked checked(String number, MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return certificates.check(number);
        }
        return certificates.check(file.getSize() > LONGEST_FILE ? new byte[0] : file.getBytes());
    }
}
