package org.onewindow.register;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url base address of all registers; without it they are silent
 * @param urls base addresses of single registers that live elsewhere
 * @param token sent as bearer to every register, wherever it lives, if set
 * @param readTimeout for one request, from asking to the last byte
 * @param within for one vehicle, all registers and retries together
 * @param threads questions on the way at the same time
 * @param circuitCalls when half of so many last questions stayed unanswered, the register is left alone
 * @param circuitPause for so long; then one question tries again
 */
@ConfigurationProperties("onewindow.register")
record RegisterProperties(
        String url,
        @DefaultValue Map<Register, String> urls,
        String token,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("2s") Duration readTimeout,
        @DefaultValue("7s") Duration within,
        @DefaultValue("16") int threads,
        @DefaultValue("10") int circuitCalls,
        @DefaultValue("10s") Duration circuitPause) {

    @Override
    public String toString() {
        return "RegisterProperties[url=" + url + "]";
    }
}
