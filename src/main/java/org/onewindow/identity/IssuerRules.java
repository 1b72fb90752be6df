package org.onewindow.identity;

import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param issuers by the short name that stands in addresses */
@Validated
@ConfigurationProperties("onewindow.identity")
record IssuerRules(@DefaultValue Map<String, @Valid Issuer> issuers) {}
