package io.portfolioplatform.dbpool.jdbc;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.dbpool.RepeatedStatements.RepeatedStatement;
import io.portfolioplatform.dbpool.metrics.StatementMeterBinder;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Times and repetitions of statements, with a threshold of five.
 */
@EmbeddedServers
@ExtendWith(OutputCaptureExtension.class)
class WatchedStatementsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private PooledApplication application;

	@BeforeEach
	void start(PostgresDatabase database) {
		this.application = new PooledApplication(database, database.username(), 2);
		new StatementMeterBinder(this.application.statements).bindTo(this.registry);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void timesStatementsByName() {
		for (int i = 0; i < 300; i++) {
			query("/* answer */ select " + i);
		}
		assertThat(this.registry.get("platform.dbpool.statements").tag("statement", "answer").timer().count())
			.isEqualTo(300);
		query("select pg_sleep(0.05)::text");
		assertThat(this.registry.get("platform.dbpool.statements")
			.tag("statement", "select")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(50);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> query("select * from missing"));
		assertThat(this.registry.get("platform.dbpool.statements")
			.tags("statement", "select missing", "outcome", "failure")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void keepsTheNumberOfNamesBounded() {
		for (int i = 0; i < 300; i++) {
			query("/* name " + i + " */ select 1");
		}
		assertThat(this.registry.find("platform.dbpool.statements").timers()).hasSize(201);
		assertThat(this.registry.get("platform.dbpool.statements").tag("statement", "other").timer().count())
			.isEqualTo(100);
	}

	@Test
	void tellsWhatATransactionRepeats(CapturedOutput output) {
		for (int transaction = 0; transaction < 2; transaction++) {
			this.application.transaction.executeWithoutResult((status) -> times(7));
		}
		assertThat(this.application.statements.list()).hasSize(2).allSatisfy((repeated) -> {
			assertThat(repeated.name()).isEqualTo("select pg_class");
			assertThat(repeated.times()).isEqualTo(7);
			assertThat(repeated.callSite()).contains("WatchedStatementsTests.times(WatchedStatementsTests.java:");
		});
		assertThat(this.registry.get("platform.dbpool.statements.repeated").counter().count()).isEqualTo(2);
		assertThat(output.toString().split("executed 'select pg_class' 7 times", -1)).hasSize(2);
		this.application.statements.clear();
		assertThat(this.application.statements.list()).isEmpty();
	}

	@Test
	void allowsAFewABatchAndWhatIsNoTransaction() {
		this.application.jdbc.sql("create table entry (text text)").update();
		this.application.transaction.executeWithoutResult((status) -> times(5));
		this.application.transaction.executeWithoutResult((status) -> times(5));
		times(20);
		this.application.transaction.executeWithoutResult((status) -> new JdbcTemplate(this.application.dataSource)
			.batchUpdate("insert into entry values (?)", java.util.Collections.nCopies(20, new Object[] { "x" })));
		assertThat(this.application.statements.list()).extracting(RepeatedStatement::name).isEmpty();
	}

	private void times(int times) {
		for (int i = 0; i < times; i++) {
			this.application.jdbc.sql("select count(*) from pg_class where oid = ?")
				.param(i)
				.query(Long.class)
				.single();
		}
	}

	private void query(String sql) {
		this.application.jdbc.sql(sql).query(String.class).single();
	}

}
