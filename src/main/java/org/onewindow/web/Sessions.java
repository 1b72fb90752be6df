package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.onewindow.vault.BrokenSeal;
import org.onewindow.vault.FieldCipher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Sessions lie in the database, so that any node goes on with them and all nodes forget them at once. What is in one is
 * sealed, and so is its id in the cookie: whoever reads the tables learns which account has been here and when, but neither
 * what it did nor how to be taken for it; and what he writes there is opened by nobody.
 */
@Configuration(proxyBeanMethods = false)
class Sessions implements BeanClassLoaderAware {

    static final String COOKIE = "ONEWINDOW";

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String TABLE = "web_session";

    private ClassLoader classes;

    @Override
    public void setBeanClassLoader(ClassLoader classes) {
        this.classes = classes;
    }

    /** Of two requests of one session that set the same at once the later counts. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionStatements() {
        return new MySqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    ConversionService springSessionConversionService(FieldCipher cipher) {
        var toBytes = new SerializingConverter();
        var toObject = new DeserializingConverter(classes);
        var conversions = new GenericConversionService();
        conversions.addConverter(Object.class, byte[].class, value -> {
            String plain = Base64.getEncoder().encodeToString(toBytes.convert(value));
            return cipher.seal(plain, TABLE, "", "attribute").getBytes(StandardCharsets.US_ASCII);
        });
        conversions.addConverter(byte[].class, Object.class, kept -> {
            try {
                String plain = cipher.open(new String(kept, StandardCharsets.US_ASCII), TABLE, "", "attribute");
                return toObject.convert(Base64.getDecoder().decode(plain));
            } catch (BrokenSeal | SerializationFailedException foreign) {
                // Another edition of the office may have left it; whoever came with it signs in again.
                LOG.warn("What a session held is not readable here: {}", foreign.getMessage());
                return null;
            }
        });
        return conversions;
    }

    /**
     * @param https whether people come by TLS only, which ends in front of the office; then no browser sends the cookie in
     *     plain, and no other host of the domain can set it
     */
    @Bean
    CookieSerializer sessionCookie(FieldCipher cipher, @Value("${onewindow.web.https:false}") boolean https) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(https ? "__Host-" + COOKIE : COOKIE);
        cookie.setCookiePath("/");
        cookie.setSameSite("Lax");
        if (https) {
            cookie.setUseSecureCookie(true);
        }
        return new CookieSerializer() {

            @Override
            public void writeCookieValue(CookieValue value) {
                String id = value.getCookieValue();
                String shown = id.isEmpty() ? id : cipher.seal(id, TABLE, "", "cookie");
                var written = new CookieValue(value.getRequest(), value.getResponse(), shown);
                written.setCookieMaxAge(value.getCookieMaxAge());
                cookie.writeCookieValue(written);
            }

            @Override
            public List<String> readCookieValues(HttpServletRequest request) {
                return cookie.readCookieValues(request).stream()
                        .flatMap(value -> opened(cipher, value))
                        .toList();
            }
        };
    }

    private static Stream<String> opened(FieldCipher cipher, String value) {
        try {
            return Stream.of(cipher.open(value, TABLE, "", "cookie"));
        } catch (BrokenSeal foreign) {
            return Stream.empty();
        }
    }

    /** Shared by all chains with a session and all nodes: whoever works for the authority has one, and the newest counts. */
    @Bean
    SessionRegistry sessionRegistry(FindByIndexNameSessionRepository<? extends Session> sessions) {
        return new SpringSessionBackedSessionRegistry<>(sessions);
    }
}
