package io.portfolioplatform.perf.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.Seeder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Person}.
 */
class PersonTests {

	private static final byte[] SECRET = new byte[32];

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final Findings findings = new Findings();

	@Test
	void findsNothingWrongWhereNothingIs() throws Exception {
		try (FakePortfolio portfolio = FakePortfolio.start(false)) {
			Person person = begin(portfolio);
			live(person, portfolio, (answer) -> answer.kind() == Answer.Kind.OK);
			assertThat(person.ledger().compare(portfolio.held(), person.ledger().acknowledged()))
				.isEqualTo(Ledger.Difference.none());
			assertThat(this.findings.take()).isEmpty();
		}
	}

	/** The second attempt meets what the first one did. */
	@Test
	void writesAgainWhatWasNotAnswered() throws Exception {
		try (FakePortfolio portfolio = FakePortfolio.start(true)) {
			Person person = begin(portfolio);
			live(person, portfolio, (answer) -> answer.kind() != Answer.Kind.BROKEN);
			assertThat(this.answers).extracting(Answer::detail).contains("503", "201", "412", "404");
			assertThat(person.ledger().compare(portfolio.held(), person.ledger().acknowledged()))
				.isEqualTo(Ledger.Difference.none());
			assertThat(this.findings.take()).isEmpty();
		}
	}

	@Test
	void noticesARefusalForAChangeThatWasNotMade() throws Exception {
		try (FakePortfolio portfolio = FakePortfolio.start(false)) {
			Person person = begin(portfolio);
			portfolio.refuse();
			Thread thread = start(person);
			await().atMost(Duration.ofMinutes(1))
				.until(() -> this.findings.take()
					.stream()
					.anyMatch((finding) -> finding.contains("was refused Write")));
			person.stop();
			thread.join();
		}
	}

	@Test
	void noticesWhatIsGone() throws Exception {
		try (FakePortfolio portfolio = FakePortfolio.start(false)) {
			Person person = begin(portfolio);
			Thread thread = start(person);
			await().atMost(Duration.ofMinutes(1)).until(() -> person.ledger().acknowledged() > 1);
			portfolio.forgetOne();
			await().atMost(Duration.ofMinutes(1)).until(() -> !this.findings.take().isEmpty());
			person.stop();
			thread.join();
			assertThat(person.ledger().compare(portfolio.held(), person.ledger().acknowledged()).lost()).isNotEmpty();
		}
	}

	private Person begin(FakePortfolio portfolio) {
		Person person = new Person(portfolio.url(), LoadUser.of(1, SECRET), this.answers::add, new BigDecimal("35.60"),
				this.findings);
		person.begin(new Seeder(portfolio.url()));
		return person;
	}

	private void live(Person person, FakePortfolio portfolio, Predicate<Answer> fine) throws InterruptedException {
		Thread thread = start(person);
		await().atMost(Duration.ofMinutes(1))
			.until(() -> portfolio.done().keySet().size() == 3
					&& portfolio.done().values().stream().allMatch((n) -> n > 0) && person.ledger().acknowledged() > 5);
		person.stop();
		thread.join();
		assertThat(this.answers).isNotEmpty().allMatch(fine);
	}

	private static Thread start(Person person) {
		Thread thread = new Thread(person, "person");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
