package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.portfolioplatform.perf.faults.FileLedger.State;
import io.portfolioplatform.perf.load.LoadUser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Importer}, each with one file: who is stopped at the beginning follows
 * it to its end.
 */
class ImporterTests {

	private static final String FILE = "12/file 0";

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final Findings findings = new Findings();

	private FileLedger ledger = new FileLedger();

	@Test
	void opensImportsExportsAndDeletes() throws IOException {
		try (FakeImports fake = importFrom(FakeImports.Kind.FINE)) {
			assertThat(fake.requests()).isEqualTo(Map.of("POST portfolios", 1, "POST imports", 1, "GET imports/N", 2,
					"GET portfolios/N/export", 1, "DELETE portfolios/N", 1));
			assertThat(this.ledger.files()).isEqualTo(Map.of(FILE, State.GONE));
			assertThat(this.ledger.steps()).extracting(FileLedger.Step::state).containsExactly(State.values());
			assertThat(this.findings.take()).isEmpty();
			assertThat(this.findings.takeJudged()).isOne();
			assertThat(this.answers).hasSize(6).allMatch((answer) -> answer.kind() == Answer.Kind.OK);
		}
	}

	@Test
	void asksAgainForWhatWasNotAnswered() throws Exception {
		try (FakeImports fake = FakeImports.start(FakeImports.Kind.UNANSWERED)) {
			Importer importer = importer(fake);
			Thread thread = new Thread(importer, "importer");
			thread.setDaemon(true);
			thread.start();
			await().atMost(Duration.ofMinutes(1)).until(() -> importer.ledger().files().get(FILE) == State.GONE);
			importer.stop();
			thread.join();
			assertThat(fake.requests()).containsEntry("POST portfolios", 2)
				.containsEntry("GET portfolios", 2)
				.containsEntry("POST imports", 2)
				.containsEntry("DELETE portfolios/N", 2);
			assertThat(fake.held()).isEmpty();
			assertThat(this.findings.take()).isEmpty();
		}
	}

	@Test
	void findsAnAcceptedFileThatIsNeverStored() throws IOException {
		importFrom(FakeImports.Kind.STUCK).close();
		assertThat(this.findings.take()).singleElement().asString().contains("waits for " + FILE);
		assertThat(this.ledger.files()).isEqualTo(Map.of(FILE, State.ACCEPTED));
	}

	@Test
	void findsAnAcceptedFileThatIsRefused() throws IOException {
		importFrom(FakeImports.Kind.REFUSING).close();
		assertThat(this.findings.take()).singleElement().asString().contains("was refused " + FILE, "422");
	}

	@Test
	void findsAnAnswerThatCannotBeRead() throws IOException {
		importFrom(FakeImports.Kind.CUT).close();
		assertThat(this.findings.take()).singleElement().asString().contains("cannot read an answer about " + FILE);
	}

	@Test
	void findsAFileOfWhichARowIsMissing() throws IOException {
		importFrom(FakeImports.Kind.HALF).close();
		assertThat(this.findings.take()).singleElement().asString().contains("a wrong export of " + FILE);
		assertThat(this.ledger.steps()).extracting(FileLedger.Step::state).doesNotContain(State.EXPORTED);
	}

	private FakeImports importFrom(FakeImports.Kind kind) throws IOException {
		FakeImports fake = FakeImports.start(kind);
		Importer importer = importer(fake);
		importer.stop();
		importer.run();
		this.ledger = importer.ledger();
		return fake;
	}

	private Importer importer(FakeImports fake) {
		return new Importer(fake.url(), LoadUser.of(12, new byte[32]), this.answers::add, this.findings,
				Duration.ofSeconds(2));
	}

}
