package org.onewindow.notification;

import java.net.http.HttpClient;
import java.time.Duration;
import org.onewindow.notification.NotificationRules.Sms;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * By HTTP: {@code POST} of an id, a mobile number and a text as JSON; any 2xx says that it was taken. The id is the same when a
 * message is sent again because no answer came, so that the gateway can drop it.
 */
@Component
class SmsGateway implements Gateway {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    record Message(String id, String to, String text) {

        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    private final Sms sms;
    private final RestClient client;

    SmsGateway(NotificationRules rules) {
        sms = rules.sms();
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        factory.setReadTimeout(ANSWER);
        client = RestClient.builder().requestFactory(factory).build();
    }

    @Override
    public Outgoing.Way way() {
        return Outgoing.Way.SMS;
    }

    @Override
    public boolean present() {
        return sms != null;
    }

    @Override
    public void send(Outgoing one, String to) {
        client.post()
                .uri(sms.url())
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (sms.token() != null) {
                        headers.setBearerAuth(sms.token());
                    }
                })
                .body(new Message(one.key(), to, one.text()))
                .retrieve()
                .toBodilessEntity();
    }
}
