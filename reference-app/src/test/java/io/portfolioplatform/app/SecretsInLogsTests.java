package io.portfolioplatform.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.session.FakeSupabase;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything the application can be made to log while people sign in, look and import.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTests {

	private static final String DATABASE = "database-secret-1";

	private static final String OWNER = "owner-secret-2";

	private static final String REDIS = "redis-secret-3";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void noSecretIsLoggedAtDebug(CapturedOutput output) throws Exception {
		PostgresDatabase database = PostgresServer.shared().createDatabase();
		database.as("portfolio_app");
		try (FakeSupabase supabase = FakeSupabase.start();
				RedisServer redis = RedisServer.start("requirepass " + REDIS);
				ConfigurableApplicationContext application = new SpringApplicationBuilder(ReferenceApplication.class)
					.run(arguments(database, redis, supabase))) {
			URI url = URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
			String token = DemoTokens.tokenFor(UUID.randomUUID());
			List<String> secrets = new ArrayList<>(List.of(DATABASE, OWNER, REDIS, token, FakeSupabase.PASSWORD,
					DemoTokens.SECRET, supabase.properties().get("APP_SECRET_KEY")));
			assertThat(send(
					HttpRequest.newBuilder(url.resolve("/api/portfolios")).header("Authorization", "Bearer " + token))
				.statusCode()).as("of another project").isEqualTo(401);
			HttpResponse<String> signIn = send(HttpRequest.newBuilder(url.resolve("/session"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers
					.ofString("{\"email\":\"a@example.com\",\"password\":\"" + FakeSupabase.PASSWORD + "\"}")));
			assertThat(signIn.statusCode()).isEqualTo(200);
			String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow();
			secrets.add(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
			assertThat(send(HttpRequest.newBuilder(url.resolve("/api/dashboard/overview"))
				.header("Cookie", cookie.substring(0, cookie.indexOf(';')))).statusCode()).isEqualTo(200);
			assertThat(output).contains(" DEBUG ").contains("/api/dashboard/overview");
			assertThat(secrets).hasSize(8)
				.allSatisfy((secret) -> assertThat(lines(output, secret)).as(secret).isEmpty());
		}
	}

	private static String[] arguments(PostgresDatabase database, RedisServer redis, FakeSupabase supabase) {
		URI jdbc = URI.create(database.jdbcUrl().substring("jdbc:".length()).replaceAll("\\?.*", ""));
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				"--logging.level.root=DEBUG", "--spring.flyway.url=" + database.jdbcUrl(),
				"--spring.flyway.user=" + database.username(), "--spring.flyway.password=" + OWNER,
				"--DATABASE_URL=postgresql://portfolio_app:" + DATABASE + "@" + jdbc.getHost() + ":" + jdbc.getPort()
						+ jdbc.getPath(),
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
