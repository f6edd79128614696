import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scenario with the standard library alone. A test of JUnit starts the mock in @BeforeAll and closes it in @AfterAll. */
class Scenario {
  /** A mock server as a process of its own. */
  static final class MockServer implements AutoCloseable {
    private final Process process;
    final String scale;
    final String control;

    MockServer() throws IOException {
      // Not npx, which would be the process to end, and leave the server running.
      process =
          new ProcessBuilder("node_modules/.bin/task-mock", "--port", "0")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      // The first line has the URLs. It is there once the server is listening, and missing if it could not start.
      BufferedReader output = process.inputReader();
      String listening = output.readLine();
      if (listening == null) throw new IOException("The mock server did not start.");
      // The server goes on without a reader of its log.
      output.close();
      scale = find("\"id\":\"scale-v1\",\"urls\":\\[\"([^\"]+)", listening);
      control = find("\"health\":\"([^\"]+)/health", listening);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }

  /** A receiver of callbacks, which responds with 503 as often as it is told to. */
  static final class Receiver implements AutoCloseable {
    private final HttpServer server;
    final List<String> received = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();

    Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 200, -1);
            exchange.close();
            received.add(body);
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void waitFor(int count) throws InterruptedException {
      for (int tries = 0; received.size() < count; tries++) {
        if (tries > 500) throw new AssertionError(received.size() + " of " + count + " callbacks arrived.");
        Thread.sleep(10);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static final HttpClient http = HttpClient.newHttpClient();
  private final MockServer mock;
  private final String apiKey = "test_" + UUID.randomUUID();

  Scenario(MockServer mock) {
    this.mock = mock;
  }

  public static void main(String[] args) throws Exception {
    try (MockServer mock = new MockServer()) {
      try (Receiver callbacks = new Receiver()) {
        new Scenario(mock).duplicate(callbacks);
      }
      try (Receiver callbacks = new Receiver()) {
        new Scenario(mock).receiverDown(callbacks);
      }
      try (Receiver callbacks = new Receiver()) {
        new Scenario(mock).cancelCompleted(callbacks);
      }
    }
    System.out.println("3 passed");
  }

  void duplicate(Receiver callbacks) throws Exception {
    control("faults", "{\"target\":\"delivery\",\"kind\":\"duplicate\"}");
    String id = createTask(callbacks);
    callbacks.waitFor(2);
    assert callbacks.received.stream().allMatch(body -> body.contains(id));
  }

  void receiverDown(Receiver callbacks) throws Exception {
    control("clock/freeze", "");
    callbacks.failures.set(3);
    String id = createTask(callbacks);
    callbacks.waitFor(1);
    control("clock/advance", "{\"hours\":24}");
    assert callbacks.received.size() == 4;
    assert scale("GET", "/task/" + id, "").body().contains("\"callback_succeeded\":true");
  }

  void cancelCompleted(Receiver callbacks) throws Exception {
    String id = createTask(callbacks);
    callbacks.waitFor(1);
    assert scale("POST", "/task/" + id + "/cancel", "").statusCode() == 500;
    assert scale("GET", "/task/" + id, "").body().contains("\"status\":\"completed\"");
  }

  private String createTask(Receiver callbacks) throws Exception {
    String task =
        """
        {"callback_url": "%s", "instruction": "Is it big or small?", "attachment_type": "text",
        "attachment": "An ant.", "categories": ["big", "small"]}
        """;
    HttpResponse<String> created = scale("POST", "/task/categorization", task.formatted(callbacks.url()));
    assert created.statusCode() == 200 : created.body();
    return find("\"task_id\":\"([^\"]+)", created.body());
  }

  private HttpResponse<String> scale(String method, String path, String body) throws Exception {
    String credentials = Base64.getEncoder().encodeToString((apiKey + ":").getBytes());
    return send(request(mock.scale + path, body).method(method, BodyPublishers.ofString(body))
        .header("authorization", "Basic " + credentials));
  }

  private void control(String path, String body) throws Exception {
    HttpResponse<String> response =
        send(request(mock.control + "/" + path + "?account=" + apiKey, body)
            .POST(BodyPublishers.ofString(body)));
    assert response.statusCode() < 300 : response.body();
  }

  private static HttpRequest.Builder request(String url, String body) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url));
    return body.isEmpty() ? builder : builder.header("content-type", "application/json");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** The first group of a pattern. Your project has a library for JSON; the standard library does not. */
  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) throw new AssertionError("There is no " + pattern + " in " + text);
    return matcher.group(1);
  }
}
