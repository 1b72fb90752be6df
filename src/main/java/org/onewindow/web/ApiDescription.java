package org.onewindow.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Set;
import org.onewindow.shared.Idempotent;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** What the controllers do not say of themselves in the OpenAPI description: tokens, and keys against doing things twice. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";

    /** Operations that answer without a token, by method name; the security chain decides, this only tells. */
    private static final Set<String> OPEN = Set.of(
            "serviceItems",
            "serviceItem",
            "exchange",
            "registration",
            "publicCheck",
            "medicalInstitutions",
            "checkCertificate",
            "checkCertificateFile",
            "keys",
            "withdrawals",
            "passQuestion",
            "restrictedZones",
            "auditCheckpoint",
            "outlets",
            "guideThere",
            "itemVersions",
            "display",
            "outlet",
            "exchangeCities",
            "exchangeKeys",
            "receiveLetter");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("One Window · 一窗通办").version("1"))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("accessToken of POST /api/tokens")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OperationCustomizer tokensAndKeys() {
        return (operation, method) -> {
            if (OPEN.contains(method.getMethod().getName())) {
                return operation.security(List.of());
            }
            boolean changes = method.hasMethodAnnotation(PostMapping.class)
                    || method.hasMethodAnnotation(PutMapping.class)
                    || method.hasMethodAnnotation(DeleteMapping.class);
            return changes
                    ? operation.addParametersItem(new HeaderParameter()
                            .name(OneTransaction.KEY)
                            .required(method.hasMethodAnnotation(Idempotent.class))
                            .description("The same key and request get the first answer again.")
                            .schema(new StringSchema().pattern(OneTransaction.USABLE_KEY.pattern())))
                    : operation;
        };
    }
}
