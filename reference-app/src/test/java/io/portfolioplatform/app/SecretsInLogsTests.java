package io.portfolioplatform.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.portfolioplatform.app.quotes.FakeAlphaVantage;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.session.FakeSupabase;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the whole application logs at DEBUG, but for the logger that
 * {@code application.yaml} keeps quiet, while somebody signs in, looks with the cookie,
 * and imports and looks with a bearer token, and while a token is refused, a file is
 * broken, the provider of prices fails and the database refuses a statement. The output
 * is searched for the passwords of the database, of its owner, of Redis and of the
 * person, the secrets of tokens and of the cookie, the key for prices, and the tokens and
 * the cookie themselves.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTests {

	private static final String DATABASE = "database-secret-1";

	private static final String OWNER = "owner-secret-2";

	private static final String REDIS = "redis-secret-3";

	private static final String FILE = "date,type,symbol,quantity,unitPrice,currency\n2026-01-05,buy,AAPL,10,26.31,USD\n";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void noSecretIsLoggedAtDebug(CapturedOutput output) throws Exception {
		PostgresDatabase database = PostgresServer.shared().createDatabase();
		database.as("portfolio_app");
		try (FakeSupabase supabase = FakeSupabase.start();
				FakeAlphaVantage prices = new FakeAlphaVantage();
				RedisServer redis = RedisServer.start("requirepass " + REDIS);
				ConfigurableApplicationContext application = new SpringApplicationBuilder(ReferenceApplication.class)
					.run(arguments(database, redis, supabase, prices))) {
			URI url = URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
			String foreign = DemoTokens.tokenFor(UUID.randomUUID());
			JsonNode grant = grant(supabase);
			String token = grant.path("access_token").stringValue();
			String cookie = signIn(url);
			prices.answer("AAPL", "500");
			assertThat(send(bearer(url, "/api/portfolios", foreign)).statusCode()).as("of another project")
				.isEqualTo(401);
			assertThat(send(to(url, "/api/dashboard/overview").header("Cookie", cookie)).statusCode()).isEqualTo(200);
			assertThat(send(importing(url, token, FILE)).body()).contains("\"activities\":1");
			assertThat(send(importing(url, token, "{\"activities\":[{")).statusCode()).isEqualTo(422);
			assertThat(send(bearer(url, "/api/dashboard/holdings", token)).body()).contains("AAPL");
			fetchPrices(application);
			await().atMost(Duration.ofSeconds(30)).until(() -> output.getAll().contains("No price of AAPL"));
			refuseStatements(database);
			assertThat(send(bearer(url, "/api/audit", token)).statusCode()).isEqualTo(500);
			assertThat(output).contains(" DEBUG ").contains("/api/dashboard/overview").contains("permission denied");
			List<String> secrets = List.of(DATABASE, OWNER, REDIS, FakeAlphaVantage.KEY, FakeSupabase.PASSWORD,
					DemoTokens.SECRET, supabase.properties().get("APP_SECRET_KEY"), foreign, token,
					grant.path("refresh_token").stringValue(), cookie.substring(cookie.indexOf('=') + 1));
			assertThat(secrets).allSatisfy((secret) -> assertThat(lines(output, secret)).as(secret).isEmpty());
		}
	}

	private JsonNode grant(FakeSupabase supabase) throws Exception {
		HttpResponse<String> answer = send(HttpRequest
			.newBuilder(URI.create(supabase.properties().get("SUPABASE_URL") + "/auth/v1/token?grant_type=password"))
			.header("apikey", supabase.properties().get("SUPABASE_ANON_KEY"))
			.POST(credentials()));
		return JsonMapper.shared().readTree(answer.body());
	}

	private String signIn(URI url) throws Exception {
		HttpResponse<String> answer = send(
				to(url, "/session").header("Content-Type", "application/json").POST(credentials()));
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
	}

	private static BodyPublisher credentials() {
		return BodyPublishers.ofString("{\"email\":\"a@example.com\",\"password\":\"" + FakeSupabase.PASSWORD + "\"}");
	}

	private static HttpRequest.Builder importing(URI url, String token, String file) {
		return bearer(url, "/api/imports", token).header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
					+ file + "\r\n--b--\r\n"));
	}

	private static HttpRequest.Builder bearer(URI url, String path, String token) {
		return to(url, path).header("Authorization", "Bearer " + token);
	}

	private static HttpRequest.Builder to(URI url, String path) {
		return HttpRequest.newBuilder(url.resolve(path));
	}

	private static void fetchPrices(ConfigurableApplicationContext application) {
		application.getBean(Scheduler.class)
			.reschedule(TaskInstanceId.of("nightly-prices", RecurringTask.INSTANCE), Instant.EPOCH);
	}

	private static void refuseStatements(PostgresDatabase database) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password()); Statement statement = connection.createStatement()) {
			statement.execute("revoke all on audit_entry from portfolio_app");
		}
	}

	private static String[] arguments(PostgresDatabase database, RedisServer redis, FakeSupabase supabase,
			FakeAlphaVantage prices) {
		URI jdbc = URI.create(database.jdbcUrl().substring("jdbc:".length()).replaceAll("\\?.*", ""));
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				"--logging.level.root=DEBUG",
				// The fakes' own server, which is no part of the application.
				"--logging.level.com.sun.net.httpserver=INFO", "--spring.flyway.url=" + database.jdbcUrl(),
				"--spring.flyway.user=" + database.username(), "--spring.flyway.password=" + OWNER,
				"--DATABASE_URL=postgresql://portfolio_app:" + DATABASE + "@" + jdbc.getHost() + ":" + jdbc.getPort()
						+ jdbc.getPath(),
				"--portfolio.alpha-vantage.url=" + prices.url(), "--ALPHA_VANTAGE_API_KEY=" + FakeAlphaVantage.KEY,
				"--portfolio.alpha-vantage.retry-delay=5ms", "--portfolio.jobs.polling-interval=200ms",
				"--portfolio.ecb.enabled=false",
				"--REDIS_URL=redis://:" + REDIS + "@" + redis.host() + ":" + redis.port(), "--" + DemoTokens.PROPERTY));
		supabase.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return arguments.toArray(String[]::new);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	/** Whole output in an assertion's message would hide what matters. */
	private static List<String> lines(CapturedOutput output, String secret) {
		return output.getAll().lines().filter((line) -> line.contains(secret)).limit(5).toList();
	}

}
