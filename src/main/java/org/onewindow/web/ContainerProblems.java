package org.onewindow.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What the container answers by itself, such as to an address it cannot decode: a problem too, and no page of the server's. */
@Component
class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final MessageSource messages;

    ContainerProblems(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).getPipeline().addValve(new Report()));
    }

    private final class Report extends ErrorReportValve {

        /** In both languages when the headers were not read, as after a URL that is too long. */
        private String text(String key, Request request) {
            String chinese = messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE);
            String english = messages.getMessage(key, null, Locale.ENGLISH);
            if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
                return chinese + " " + english;
            }
            boolean inEnglish =
                    Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage());
            return inEnglish ? english : chinese;
        }

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            String code = status == 400 ? "status-400" : "fault";
            String text = text("problem." + code, request);
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream()
                        .write("""
                                {"type":"/problems/%1$s","title":"%3$s","status":%2$d,"detail":"%3$s","code":"%1$s"}""".formatted(code, status, text).getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException gone) {
                // The caller has gone; nobody is left to tell.
            }
        }
    }
}
