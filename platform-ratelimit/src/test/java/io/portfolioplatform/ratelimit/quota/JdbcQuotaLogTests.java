package io.portfolioplatform.ratelimit.quota;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleConnectionHandle;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JdbcQuotaLog} beside what all logs do, which {@link SharedQuotaTests}
 * hold, in a schema of its own.
 */
@EmbeddedServers
class JdbcQuotaLogTests {

	private static final Quota QUOTA = new Quota("calls", List.of(new Quota.Window(3, Duration.ofHours(1))));

	private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	private final JdbcQuotaLog log = new JdbcQuotaLog(this.dataSource);

	@BeforeEach
	void create(PostgresDatabase database) {
		this.dataSource.setUrl(database.jdbcUrl());
		this.dataSource.setUser(database.username());
		this.dataSource.setPassword(database.password());
		this.dataSource.setCurrentSchema("quotas");
		this.jdbc.execute("drop schema if exists quotas cascade");
		this.jdbc.execute("create schema quotas");
	}

	@Test
	void whatEndsAConnectionIsToldAndNotThatItIsClosed() {
		this.log.take(QUOTA, 1);
		this.jdbc.execute("create function end_connection() returns trigger language plpgsql as "
				+ "$$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
		this.jdbc.execute("create trigger ending before update on platform_ratelimit_quota "
				+ "for each row execute function end_connection()");
		assertThatIllegalStateException().isThrownBy(() -> this.log.take(QUOTA, 1))
			.satisfies((ex) -> assertThat(NestedExceptionUtils.getMostSpecificCause(ex))
				.hasMessageContaining("terminating connection"));
		this.jdbc.execute("drop trigger ending on platform_ratelimit_quota");
		assertThat(this.log.take(QUOTA, 1)).isEqualTo(new Taking(0, 1));
	}

	@Test
	void aRowThatIsGoneIsNamedAndMadeAnew() {
		this.log.take(QUOTA, 1);
		this.jdbc.update("delete from platform_ratelimit_quota");
		assertThatIllegalStateException().isThrownBy(() -> this.log.take(QUOTA, 1))
			.satisfies((ex) -> assertThat(NestedExceptionUtils.getMostSpecificCause(ex))
				.hasMessageContaining("'calls' is gone"));
		assertThat(this.log.take(QUOTA, 1)).isEqualTo(new Taking(0, 2));
	}

	@Test
	void whatWasTakenStaysTakenWhateverBecomesOfTheCallersTransaction() {
		new TransactionTemplate(new DataSourceTransactionManager(this.dataSource)).executeWithoutResult((status) -> {
			assertThat(this.log.take(QUOTA, 1)).isEqualTo(new Taking(0, 2));
			status.setRollbackOnly();
		});
		assertThat(this.log.take(QUOTA, 1)).isEqualTo(new Taking(0, 1));
	}

	/**
	 * As JPA's manager binds it.
	 */
	@Test
	void leavesAConnectionAloneThatAnotherManagerHasBound() throws SQLException {
		this.jdbc.execute("create table orders (id int)");
		try (Connection callers = this.dataSource.getConnection(); Statement statement = callers.createStatement()) {
			callers.setAutoCommit(false);
			statement.execute("insert into orders values (1)");
			TransactionSynchronizationManager.bindResource(this.dataSource,
					new ConnectionHolder(new SimpleConnectionHandle(callers)));
			try {
				this.log.take(QUOTA, 1);
			}
			finally {
				TransactionSynchronizationManager.unbindResource(this.dataSource);
			}
			callers.rollback();
		}
		assertThat(this.jdbc.queryForObject("select count(*) from orders", Integer.class)).isZero();
	}

	@Test
	void aNameThatDoesNotFitIsToldAsThat() {
		this.jdbc.execute("create table platform_ratelimit_quota (name varchar(3) primary key, taken text not null)");
		assertThatIllegalStateException().isThrownBy(() -> this.log.take(QUOTA, 1))
			.satisfies(
					(ex) -> assertThat(NestedExceptionUtils.getMostSpecificCause(ex)).hasMessageContaining("too long"));
	}

}
