package org.onewindow.exchange;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.casework.Cases;
import org.onewindow.exchange.Transfers.Receipt;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Version;
import org.onewindow.vault.Keyring;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExchangeController {

    /**
     * @param region division code of the city that decides
     * @param unit code of the unit where he applies
     */
    record CrossRegionApplication(
            @NotBlank @Size(max = 10) String item,
            @NotBlank @Size(max = 6) String region,
            @NotBlank @Size(max = 60) String unit,
            @Size(max = 500) String note,
            @NotNull Delivery delivery,
            @Size(max = 200) String address) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "CrossRegionApplication[" + item + ", " + region + "]";
        }
    }

    /** Where the other half of a case is. */
    record TransferView(
            String caseId, Coded part, Coded otherCity, String otherNumber, Instant forwardedAt, Instant answeredAt) {}

    private final Transfers transfers;
    private final Cities cities;
    private final Cases cases;
    private final CaseView.Maker views;
    private final Keyring keyring;
    private final MessageSource messages;

    ExchangeController(
            Transfers transfers,
            Cities cities,
            Cases cases,
            CaseView.Maker views,
            Keyring keyring,
            MessageSource messages) {
        this.transfers = transfers;
        this.cities = cities;
        this.cases = cases;
        this.views = views;
        this.keyring = keyring;
        this.messages = messages;
    }

    /** Cities that decide what is accepted here. */
    @GetMapping("/api/exchange-cities")
    List<Coded> exchangeCities(Locale locale) {
        return cities.all().stream()
                .map(city -> new Coded(city.region(), city.name(locale)))
                .toList();
    }

    @PostMapping("/api/cross-region-applications")
    @Idempotent
    ResponseEntity<CaseView> applyAcross(Actor actor, Locale locale, @Valid @RequestBody CrossRegionApplication asked) {
        Case received = transfers.apply(
                actor,
                asked.region(),
                new ServiceApplication(asked.item(), asked.unit(), asked.note(), asked.delivery(), asked.address()));
        return ResponseEntity.created(URI.create("/api/cases/" + received.id()))
                .eTag(Version.tag(received.version()))
                .body(views.of(received, locale, true));
    }

    /** Where the other half of a case is. */
    @GetMapping("/api/cross-region-applications/{id}")
    TransferView transfer(Actor actor, Locale locale, @PathVariable String id) {
        Transfer transfer = transfers.of(cases.visibleTo(actor, id));
        return new TransferView(
                transfer.caseId(),
                new Coded(
                        transfer.part().name(), messages.getMessage("exchange.part." + transfer.part(), null, locale)),
                new Coded(transfer.region(), transfers.city(transfer, locale)),
                transfer.otherNumber(),
                transfer.forwardedAt(),
                transfer.answeredAt());
    }

    /** Letters of other cities; who sent one is told by its signature. */
    @PostMapping(value = "/api/exchange-letters", consumes = "application/jose")
    Receipt receiveLetter(@RequestBody String signed) {
        return transfers.receive(signed);
    }

    /** Keys by which other cities check our letters, as a JWK set (RFC 7517). */
    @GetMapping("/api/exchange-keys")
    Map<String, Object> exchangeKeys() {
        return new JWKSet(keyring.publicKeys(Keyring.Purpose.EXCHANGE).entrySet().stream()
                        .<JWK>map(key -> new ECKey.Builder(Curve.P_256, (ECPublicKey) key.getValue())
                                .keyID(key.getKey())
                                .build())
                        .toList())
                .toJSONObject();
    }
}
