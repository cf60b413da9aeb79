package io.portfolioplatform.app;

import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a person reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	@ParameterizedTest
	@CsvSource({ "mysql://app:hunter2@db:3306/portfolio", "postgresql://app:hunter2@/portfolio",
			"postgresql://app:hunter2@db:99999/portfolio", "jdbc:postgresql//app:hunter2@db/portfolio" })
	void namesAWrongDatabaseUrl(String url, CapturedOutput output) {
		assertDoesNotStart("--DATABASE_URL=" + url);
		assertThat(output).contains("APPLICATION FAILED TO START", "DATABASE_URL", "Action:").doesNotContain("hunter2");
	}

	@Test
	void namesAMissingDatabaseUrl(CapturedOutput output) {
		assertDoesNotStart();
		assertThat(output).contains("APPLICATION FAILED TO START", "DATABASE_URL");
	}

	@ParameterizedTest
	@CsvSource({ "http://:hunter2@cache:6379", "redis://:hunter2@cache:none", "hunter2" })
	void namesAWrongRedisUrl(String url, CapturedOutput output) {
		PostgresDatabase database = PostgresServer.shared().createDatabase();
		assertDoesNotStart("--DATABASE_URL=" + database.uri(), "--REDIS_URL=" + url);
		assertThat(output).contains("APPLICATION FAILED TO START", "REDIS_URL", "Action:").doesNotContain("hunter2");
	}

	@Test
	void namesARoleThatSeesEverybodysRows(CapturedOutput output) {
		assertDoesNotStart("--DATABASE_URL=" + PostgresServer.shared().createDatabase().uri());
		assertThat(output).contains("APPLICATION FAILED TO START", "as 'postgres', which is a superuser",
				"platform.db-pool.migration.url");
	}

	private static void assertDoesNotStart(String... arguments) {
		SpringApplication application = new SpringApplication(ReferenceApplication.class);
		application.setRegisterShutdownHook(false);
		String[] all = new String[arguments.length + 3];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--server.port=0";
		all[arguments.length + 1] = "--management.server.port=0";
		all[arguments.length + 2] = "--" + DemoTokens.PROPERTY;
		assertThatException().isThrownBy(() -> application.run(all).close());
	}

}
