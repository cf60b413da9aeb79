package io.portfolioplatform.cache.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.HeldLog;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JournalRelay}, round by round.
 */
class JournalRelayTests {

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	private final DataSource dataSource = new DriverManagerDataSource(this.database.jdbcUrl(), this.database.username(),
			this.database.password());

	private final TransactionTemplate transaction = new TransactionTemplate(
			new JdbcTransactionManager(this.dataSource));

	private final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	private final Log log = new Log();

	private final JdbcJournal writer = journal();

	private final PendingInvalidations evictions = new PendingInvalidations(this.log, this.writer);

	private final JdbcJournal other = journal();

	@BeforeEach
	void createTable() {
		new ResourceDatabasePopulator(new ClassPathResource("journal.sql", JdbcJournal.class)).execute(this.dataSource);
	}

	private JdbcJournal journal() {
		return new JdbcJournal(this.dataSource, "application", this.log);
	}

	@Test
	void rowThatIsThereForTheThirdTimeIsToldAndDeleted() {
		this.writer.accept(Invalidation.tag("x"));
		othersRound();
		othersRound();
		assertThat(this.log.forOthers).isEmpty();
		othersRound();
		assertThat(this.log.forOthers).containsExactly(Invalidation.tag("x"));
		assertThat(rows()).isZero();
	}

	@Test
	void rowGoesInTheFirstRoundAfterTheCommit() {
		commit("x");
		assertThat(rows()).isOne();
		this.log.accept();
		round();
		assertThat(rows()).isZero();
	}

	@Test
	void rowGoesThoughOthersAreOnTheirWay() {
		commit("x");
		round();
		commit("y");
		this.log.accept();
		round();
		assertThat(tags()).containsExactly("y");
		commit("z");
		this.log.accept();
		round();
		assertThat(tags()).containsExactly("z");
	}

	@Test
	void rowsGoThoughTheLogIsAlwaysTwoRoundsBehind() {
		for (int i = 0; i < 10; i++) {
			commit("x" + i);
			round();
			assertThat(rows()).isLessThanOrEqualTo(4);
			if (i > 0) {
				this.log.accept();
			}
		}
	}

	@Test
	void rowStaysWhileTheLogHasNotAnswered() {
		commit("x");
		round();
		round();
		assertThat(rows()).isOne();
		this.log.accept();
		round();
		assertThat(rows()).isZero();
	}

	@Test
	void rowOutsideATransactionStaysUntilItsEvictionIsOnItsWay() {
		this.evictions.announce(Invalidation.tag("x"));
		round();
		assertThat(rows()).isOne();
		this.evictions.publish(Invalidation.tag("x"));
		round();
		assertThat(rows()).isOne();
		this.log.accept();
		round();
		assertThat(rows()).isZero();
	}

	@Test
	void rowOfAScopeWithoutATransactionStaysUntilTheScopeEnds() {
		TransactionTemplate scope = new TransactionTemplate(this.transaction.getTransactionManager());
		scope.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		scope.executeWithoutResult((status) -> {
			this.evictions.announce(Invalidation.tag("x"));
			round();
			round();
			round();
			assertThat(rows()).isOne();
		});
		round();
		assertThat(rows()).isZero();
	}

	@Test
	void manyRowsOfOneHealthyTransactionAreNoReasonToForgetEverything() {
		commit(IntStream.range(0, JournalTable.MOST).mapToObj(Integer::toString).toArray(String[]::new));
		assertThat(rows()).isEqualTo(JournalTable.MOST);
		othersRound();
		othersRound();
		assertThat(this.log.forOthers).isEmpty();
		othersRound();
		assertThat(this.log.forOthers).containsExactly(Invalidation.all(""));
		assertThat(rows()).isZero();
	}

	@ParameterizedTest
	@MethodSource
	void oneRowOfEverythingStandsForWhatTheTableCannotHold(Invalidation invalidation) {
		this.transaction.executeWithoutResult((status) -> this.evictions.announce(invalidation));
		assertThat(tags()).containsExactly("");
	}

	static Stream<Invalidation> oneRowOfEverythingStandsForWhatTheTableCannotHold() {
		return Stream.of(Invalidation.tag("x".repeat(1001)), Invalidation.tag("x\0y"),
				Invalidation.of("cache", "method", "s3:x\0y"));
	}

	@Test
	void oneRowStandsForTooManyThatWait() {
		commit("x");
		JournalTable.Row first = JournalTable.Row.of(Invalidation.tag("gone"));
		IntStream.range(0, 10_000).forEach((row) -> this.writer.relay().published(first));
		round();
		assertThat(tags()).containsExactly("");
		this.log.accept();
		round();
		assertThat(rows()).isZero();
	}

	@Test
	void oneRowStandsForTooManyThatWaitForTheirTurn() {
		commit("x");
		round();
		commit("y");
		JournalTable.Row first = JournalTable.Row.of(Invalidation.tag("gone"));
		IntStream.range(0, 9_999).forEach((row) -> this.writer.relay().published(first));
		round();
		assertThat(tags()).containsExactly("");
		this.log.accept();
		round();
		assertThat(tags()).containsExactly("");
		this.log.accept();
		round();
		assertThat(rows()).isZero();
	}

	@Test
	void allThatAProcessHasLeftGoesAtOnceButNotWhatIsCommittedAfterAllIsForgotten() {
		leave("gone", 2_500);
		othersRound();
		othersRound();
		this.writer.accept(Invalidation.tag("newer"));
		this.log.whileTold = () -> leave("late", 1);
		othersRound();
		assertThat(this.log.forOthers).containsExactly(Invalidation.all(""));
		assertThat(tags()).containsExactlyInAnyOrder("newer", "late");
	}

	private void leave(String tag, int count) {
		this.jdbc
			.sql("insert into platform_cache_journal (id, namespace, node, kind, name, created_at) "
					+ "select ? || n, 'application', 'gone', 'TAG', ?, current_timestamp - interval '1 hour' "
					+ "from generate_series(1, ?) n")
			.params(tag, tag, count)
			.update();
	}

	private void commit(String... tags) {
		this.transaction.executeWithoutResult((status) -> {
			for (String tag : tags) {
				this.evictions.announce(Invalidation.tag(tag));
				this.evictions.publish(Invalidation.tag(tag));
			}
		});
	}

	private void round() {
		this.writer.relay().round(this.evictions);
	}

	private void othersRound() {
		this.other.relay().round(new PendingInvalidations(this.log));
	}

	private int rows() {
		return tags().size();
	}

	private List<String> tags() {
		return this.jdbc.sql("select name from platform_cache_journal").query(String.class).list();
	}

	/**
	 * A log that answers the writer when a test says so, and others at once.
	 */
	private static final class Log extends HeldLog {

		private final List<Invalidation> forOthers = new ArrayList<>();

		private Runnable whileTold = () -> {
		};

		@Override
		public CompletionStage<String> appendForAnother(Invalidation invalidation) {
			this.whileTold.run();
			this.forOthers.add(invalidation);
			return CompletableFuture.completedFuture("1-0");
		}

	}

}
