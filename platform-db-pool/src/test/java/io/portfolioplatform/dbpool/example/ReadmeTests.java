package io.portfolioplatform.dbpool.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.portfolioplatform.dbpool.autoconfigure.DatabaseUrlAutoConfiguration;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolAutoConfiguration;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Startup} and {@link UserClaims} stand in the module's README as they do here,
 * the log line and the claims of a transaction are what it says. The README's test of
 * repeated statements is {@link OverviewTests}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	@Test
	void readmeShowsTheseExamples() throws IOException {
		for (String example : new String[] { "Startup", "UserClaims" }) {
			String source = Files
				.readString(Path.of("src/test/java/io/portfolioplatform/dbpool/example/" + example + ".java"));
			assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Component")));
		}
	}

	@Test
	void exampleSaysWhatTheReadmeSays(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class,
					DataSourceAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class))
			.withPropertyValues("DATABASE_URL=postgresql://user:p%40ss@host:6543/postgres?sslmode=require")
			.withBean(Startup.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("This process opens at most 9 connections: (limit 200 - 12 reserved) / 20 slots. "
				+ "Mode: TRANSACTION, because the port is 6543.");
	}

	@Test
	void aTransactionKnowsItsUser() {
		PostgresDatabase database = PostgresServer.shared().createDatabase();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
							DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
							JdbcClientAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class))
			.withUserConfiguration(CurrentUser.class, UserClaims.class)
			.withPropertyValues("DATABASE_URL=" + database.uri())
			.run((context) -> {
				JdbcClient jdbc = context.getBean(JdbcClient.class);
				String claims = "select current_setting('request.jwt.claims')";
				UUID user = UUID.randomUUID();
				context.getBean(CurrentUser.class).signIn(user);
				String seen = new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
					.execute((status) -> jdbc.sql(claims).query(String.class).single());
				assertThat(seen).isEqualTo("{\"sub\":\"" + user + "\"}");
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> jdbc.sql(claims).query(String.class).single());
				context.getBean(CurrentUser.class).signIn(null);
				assertThat(jdbc.sql(claims).query(String.class).single()).isEmpty();
			});
	}

}
