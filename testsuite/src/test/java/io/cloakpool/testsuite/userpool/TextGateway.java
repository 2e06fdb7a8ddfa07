package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakpool.testsuite.logs.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;

/** A gateway for text messages with an API of its own, on loopback. */
final class TextGateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    /** Links of ours carry their secret behind the #, as the last parameter. */
    private static final Pattern LINK_SECRET = Pattern.compile("#\\S*=(\\S+)");

    private static final String SECRET = "Bearer a-secret-of-the-gateway";

    /** A message that arrived. */
    record Message(String to, String text) {}

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    TextGateway() {
        Issued.add(SECRET);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/messages", this::take);
        server.start();
    }

    /** The sender by which a realm reaches this gateway. */
    ComponentRepresentation sender() {
        ComponentRepresentation sender = new ComponentRepresentation();
        sender.setName("gateway");
        sender.setProviderId("sms-http");
        sender.setProviderType("io.cloakpool.authenticators.keycloak.SmsSenderProvider");
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        config.putSingle("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/messages");
        config.putSingle("body", "{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}");
        config.putSingle("secret", SECRET);
        sender.setConfig(config);
        return sender;
    }

    /** From now on it is broken. */
    void fail() {
        status = 500;
    }

    int size() {
        return messages.size();
    }

    /** The code of the newest message, which is the one of that number and went to that phone. */
    String code(int number, String to) {
        String text = text(number, to);
        Matcher code = CODE.matcher(text);
        assertThat(code.find()).as(text).isTrue();
        return code.group();
    }

    /** The newest message, which is the one of that number and went to that phone. */
    String text(int number, String to) {
        for (int i = 0; i < 100 && messages.size() < number; i++) {
            pause();
        }
        assertThat(messages).hasSize(number);
        Message message = messages.get(number - 1);
        assertThat(message.to()).isEqualTo(to);
        return message.text();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void take(HttpExchange call) throws IOException {
        JsonNode body = JSON.readTree(call.getRequestBody());
        issued(body.path("text").asText());
        Issued.add(body.path("to").asText());
        boolean may = SECRET.equals(call.getRequestHeaders().getFirst("Authorization"));
        if (may && status == 201) {
            messages.add(new Message(body.path("to").asText(), body.path("text").asText()));
        }
        byte[] answer = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(may ? status : 401, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    /** Whether or not a test reads the message: none of its codes and links may be found in a log. */
    private static void issued(String text) {
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            Issued.addCode(code.group());
        }
        Matcher link = LINK_SECRET.matcher(text);
        while (link.find()) {
            Issued.add(link.group(1));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
