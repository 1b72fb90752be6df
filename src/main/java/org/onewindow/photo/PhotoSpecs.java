package org.onewindow.photo;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** What {@code photo/specs.yaml} says. */
@Validated
@ConfigurationProperties("onewindow.photo")
record PhotoSpecs(@NotEmpty List<@Valid PhotoSpec> specs) {

    Optional<PhotoSpec> find(String code) {
        return specs.stream().filter(spec -> spec.code().equals(code)).findFirst();
    }
}
