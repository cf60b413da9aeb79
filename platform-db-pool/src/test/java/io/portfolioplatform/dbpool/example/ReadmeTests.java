package io.portfolioplatform.dbpool.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.dbpool.autoconfigure.DatabaseUrlAutoConfiguration;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippet of the module's README, compiled and run.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	@Test
	void readmeShowsThisExample() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/dbpool/example/Startup.java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Component")));
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
				+ "Mode: TRANSACTION.");
	}

}
