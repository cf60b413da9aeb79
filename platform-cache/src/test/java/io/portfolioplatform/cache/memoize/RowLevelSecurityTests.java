package io.portfolioplatform.cache.memoize;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for results that are read under row-level-security claims.
 */
class RowLevelSecurityTests {

	private static final String ANN = "7a0a4cd0-6c8e-4b7e-9d0c-0d5f7f0c4a11";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
		.withBean(Notes.class)
		.withBean(Summaries.class);

	@Test
	void refusesAResultWhoseKeyDoesNotTellUsersApart() {
		this.runner.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			for (int i = 0; i < 2; i++) {
				assertThatIllegalStateException().isThrownBy(() -> notes.about("AAPL"))
					.withMessageContaining("Notes.about(String)")
					.withMessageContaining("Add the user to the key")
					.withMessageContaining("sameForAll = true");
			}
		});
	}

	@Test
	void remembersAResultWhoseKeyContainsTheUser() {
		this.runner.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			assertThat(notes.of(UUID.fromString(ANN), "AAPL")).isEqualTo(notes.of(UUID.fromString(ANN), "AAPL"));
			assertThatIllegalStateException().isThrownBy(() -> notes.of(UUID.randomUUID(), "AAPL"));
		});
	}

	@Test
	void aKeyThatHappensToContainTheUserDoesNotTellUsersApart() {
		this.runner.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			assertThatIllegalStateException().isThrownBy(() -> notes.ofNumber("12", "AAPL"));
			assertThat(notes.ofNumber("1", "AAPL")).isSameAs(notes.ofNumber("1", "AAPL"));
		});
	}

	@Test
	void remembersAResultThatIsSaidToBeTheSameForAll() {
		this.runner.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			assertThat(notes.name("AAPL")).isSameAs(notes.name("AAPL"));
		});
	}

	@Test
	void remembersAResultReadUnderTheClaimsOfNoUser() {
		this.runner.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			assertThat(notes.withRole("AAPL")).isSameAs(notes.withRole("AAPL"));
		});
	}

	@Test
	void refusesAPromiseWhoseKeyDoesNotTellUsersApart() {
		this.runner.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			assertThat(notes.promised("AAPL")).failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.withMessageContaining("Notes.promised(String)");
		});
	}

	@Test
	void refusesAResultMadeOfOneThatWasReadUnderClaims() {
		this.runner.run((context) -> {
			Summaries summaries = context.getBean(Summaries.class);
			assertThatIllegalStateException().isThrownBy(() -> summaries.of("AAPL"))
				.withMessageContaining("Summaries.of(String)");
			assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		});
	}

	/**
	 * Read as a database driver with claims would.
	 */
	@SuppressWarnings("unchecked")
	private static Object read(String claims) {
		((Consumer<String>) TransactionSynchronizationManager.getResource("platform.row-level-security.claims"))
			.accept(claims);
		return new Object();
	}

	static class Notes {

		@Memoize(ttl = "1h")
		public Object about(String symbol) {
			return read("{\"sub\":\"" + ANN + "\"}");
		}

		@Memoize(ttl = "1h", key = "{#user, #symbol}")
		public Object of(UUID user, String symbol) {
			return read("{\"sub\":\"" + ANN + "\"}");
		}

		@Memoize(ttl = "1h", key = "#user + ':' + #symbol")
		public Object ofNumber(String user, String symbol) {
			return read("{\"sub\":\"1\"}");
		}

		@Memoize(ttl = "1h", sameForAll = true)
		public Object name(String symbol) {
			return read("{\"sub\":\"" + ANN + "\"}");
		}

		@Memoize(ttl = "1h")
		public CompletableFuture<Object> promised(String symbol) {
			return CompletableFuture.completedFuture(read("{\"sub\":\"" + ANN + "\"}"));
		}

		@Memoize(ttl = "1h")
		public Object withRole(String symbol) {
			return read("{\"role\":\"service_role\"}");
		}

	}

	static class Summaries {

		private final Notes notes;

		Summaries(Notes notes) {
			this.notes = notes;
		}

		@Memoize(ttl = "1h")
		public List<Object> of(String symbol) {
			return List.of(this.notes.of(UUID.fromString(ANN), symbol));
		}

	}

}
