package org.onewindow.exchange;

import java.net.http.HttpClient;
import org.onewindow.exchange.Transfers.Receipt;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Carries letters to other cities. */
@Component
class Post {

    static final MediaType JOSE = MediaType.valueOf("application/jose");
    static final String PATH = "/api/exchange-letters";

    private final RestClient http;

    Post(ExchangeProperties properties) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build());
        requests.setReadTimeout(properties.readTimeout());
        http = RestClient.builder().requestFactory(requests).build();
    }

    /** @throws IllegalStateException when no receipt came; says whose, and nothing of the letter */
    Receipt bring(City city, String signed) {
        try {
            Receipt receipt = http.post()
                    .uri(city.url() + PATH)
                    .contentType(JOSE)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(signed)
                    .retrieve()
                    .body(Receipt.class);
            if (receipt == null || receipt.caseNumber() == null) {
                throw new IllegalStateException(city.region() + " gave no receipt");
            }
            return receipt;
        } catch (RestClientException e) {
            // The class only: a message may quote the answer.
            throw new IllegalStateException(
                    city.region() + " took no letter: " + e.getClass().getSimpleName());
        }
    }
}
