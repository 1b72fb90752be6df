package org.onewindow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The chains of the operations port; the port itself is only pretended, so that no second socket is needed. */
@ActiveProfiles("demo")
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=MySQL;DB_CLOSE_DELAY=-1",
            "onewindow.home=target/test-home",
            "onewindow.ops.port=18099"
        })
class OperationsDoorTests {

    private final MockMvc web;

    @Autowired
    OperationsDoorTests(WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Test
    void tellsAnybodyOnThePortWhetherItIsWell() throws Exception {
        assertThat(there(get("/actuator/health")).getStatus()).isEqualTo(200);
        assertThat(there(get("/login")).getStatus()).isEqualTo(200);
        assertThat(there(get("/onewindow.css")).getStatus()).isEqualTo(200);
    }

    @Test
    void sendsWhoeverHasNotSignedInToTheLogin() throws Exception {
        for (String path : new String[] {"/actuator/info", "/ops/invariants", "/camunda/app/cockpit/", "/", "/error"}) {
            MockHttpServletResponse answer = there(get(path));
            assertThat(answer.getStatus()).as(path).isEqualTo(302);
            assertThat(answer.getRedirectedUrl()).as(path).endsWith("/login");
        }
    }

    @Test
    void opensTheToolsToOperatorsOnly() throws Exception {
        MockHttpSession operator = session("ops");
        MockHttpSession clerk = session("wang.fang");
        for (String path : new String[] {"/actuator/unheard-of", "/ops/unheard-of", "/camunda/unheard-of"}) {
            assertThat(there(get(path).session(operator)).getStatus()).as(path).isEqualTo(404);
            assertThat(there(get(path).session(clerk)).getStatus()).as(path).isEqualTo(403);
        }
        assertThat(there(get("/actuator/health").session(operator)).getStatus()).isEqualTo(200);
    }

    @Test
    void servesNothingElseThereNotEvenToOperators() throws Exception {
        MockHttpSession operator = session("ops");
        assertThat(there(get("/").session(operator)).getStatus()).isEqualTo(403);
        assertThat(there(get("/api/me").session(operator)).getStatus()).isEqualTo(403);
        assertThat(there(get("/api/me").header("Authorization", "Bearer " + token("ops")))
                        .getStatus())
                .isEqualTo(302);
        assertThat(there(post("/api/tokens").contentType("application/json").content("{}"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void opensTheEnginesInterfaceToAnOperatorsTokenAndToNoSession() throws Exception {
        String path = "/engine-rest/unheard-of";
        assertThat(there(get(path)).getStatus()).isEqualTo(401);
        assertThat(there(get(path).session(session("ops"))).getStatus()).isEqualTo(401);
        assertThat(there(get(path).header("Authorization", "Bearer " + token("wang.fang")))
                        .getStatus())
                .isEqualTo(403);
        assertThat(there(get(path).header("Authorization", "Bearer " + token("ops")))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void leavesCsrfToTheEnginesPagesAndTheirFramesToThem() throws Exception {
        MockHttpSession operator = session("ops");
        MockHttpServletResponse engine = there(post("/camunda/unheard-of").session(operator));
        assertThat(engine.getStatus()).isEqualTo(404);
        assertThat(engine.getHeader("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(engine.getHeader("Content-Security-Policy")).isNull();

        MockHttpServletResponse other = there(post("/ops/unheard-of").session(operator));
        assertThat(other.getStatus()).isEqualTo(403);
        assertThat(other.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(other.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void insistsOnEncryptionOnceItWasUsed() throws Exception {
        assertThat(web.perform(get("/").secure(true)).andReturn().getResponse().getHeader("Strict-Transport-Security"))
                .contains("max-age=31536000", "includeSubDomains");
    }

    private MockHttpServletResponse there(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(asked -> {
                    asked.setLocalPort(18099);
                    return asked;
                }))
                .andReturn()
                .getResponse();
    }

    private MockHttpSession session(String login) throws Exception {
        return (MockHttpSession) web.perform(post("/login")
                        .with(asked -> {
                            asked.setLocalPort(18099);
                            return asked;
                        })
                        .with(csrf())
                        .param("username", login)
                        .param("password", Caller.DEMO_PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();
    }

    private String token(String login) throws Exception {
        String body = "{\"login\":\"" + login + "\",\"password\":\"" + Caller.DEMO_PASSWORD + "\"}";
        String answer = web.perform(
                        post("/api/tokens").contentType("application/json").content(body))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonMapper.shared().readTree(answer).get("accessToken").asString();
    }
}
