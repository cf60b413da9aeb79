package io.portfolioplatform.app.user;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the policies, through the application's own connections and with statements
 * that forget to say whose rows they mean.
 */
@IntegrationTest
class RowLevelSecurityTests {

	private static final String FILE = """
			{ "user": { "settings": { "currency": "EUR" } },
			  "accounts": [ { "id": "a", "name": "A", "currency": "EUR",
			                  "balances": [ { "date": "2007-01-31", "value": 1000 } ] } ],
			  "activities": [ { "accountId": "a", "type": "ITEM", "symbol": "Cabin", "dataSource": "MANUAL",
			    "currency": "EUR", "quantity": 1, "unitPrice": 5, "fee": 0, "date": "2007-01-02" } ] }
			""";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private UserTransactions transactions;

	@Autowired
	private ImportService imports;

	private final UserId user = Users.fresh();

	private final UserId other = Users.fresh();

	@BeforeEach
	void both() {
		for (UserId each : List.of(this.user, this.other)) {
			this.imports.importFile(each, new ImportFile("a.json", FILE.getBytes(StandardCharsets.UTF_8)), null);
			this.owner.sql("insert into idempotency_key (user_id, key, request_sha256) values (?, 'k', '')")
				.param(each.value())
				.update();
			this.owner.sql("""
					insert into portfolio_metrics (portfolio_id, user_id, computed_at, report)
					select id, user_id, now(), '{}' from portfolio where user_id = ? on conflict do nothing
					""").param(each.value()).update();
			this.owner.sql("""
					insert into import_job (id, user_id, file_name, duplicates, state)
					values (gen_random_uuid(), ?, 'a', 'SKIP', 'DONE')
					""").param(each.value()).update();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_settings", "portfolio", "account", "account_balance", "import_run", "activity",
			"idempotency_key", "instrument", "portfolio_metrics", "metrics_revision", "import_job", "audit_entry" })
	void aForgottenWhereShowsTheRowsOfOneUserOnly(String table) {
		String sql = "select distinct user_id from " + table + " where user_id is not null";
		assertThat(this.owner.sql(sql).query(UUID.class).list()).contains(this.user.value(), this.other.value());
		assertThat(this.transactions.read(this.user, () -> this.jdbc.sql(sql).query(UUID.class).list()))
			.containsExactly(this.user.value());
	}

	@Test
	void everyTableOfUsersHasAPolicy() {
		assertThat(this.owner.sql("""
				select relname from pg_class join pg_attribute on attrelid = pg_class.oid
				where relkind = 'r' and attname = 'user_id' and not relrowsecurity
				""").query(String.class).list()).isEmpty();
	}

	@Test
	void whoWorksForNobodySeesNothing() {
		assertThat(this.jdbc.sql("select count(*) from activity").query(Long.class).single()).isZero();
	}

	@Test
	void twoUsersOnOneConnectionStayApart() {
		for (UserId each : List.of(this.user, this.other, this.user)) {
			assertThat(this.transactions.read(each,
					() -> this.jdbc.sql("select user_id from portfolio").query(UUID.class).list()))
				.containsExactly(each.value());
			assertThat(this.jdbc.sql("select count(*) from portfolio").query(Long.class).single()).isZero();
		}
	}

	@Test
	void aForgottenWhereChangesNobodyElsesRows() {
		assertThat(this.transactions.write(this.user, () -> this.jdbc.sql("delete from activity").update())).isOne();
		assertThat(this.transactions.write(this.user, () -> this.jdbc.sql("update portfolio set name = 'X'").update()))
			.isOne();
		assertThat(this.owner.sql("select count(*) from activity where user_id = ?")
			.param(this.other.value())
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void nobodyWritesRowsOfSomebodyElse() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.transactions.write(this.user,
				() -> this.jdbc.sql("insert into portfolio (user_id, name) values (?, 'Theirs')")
					.param(this.other.value())
					.update()))
			.withStackTraceContaining("row-level security");
	}

	@Test
	void aTransactionWorksForOneUser() {
		assertThatIllegalStateException().isThrownBy(
				() -> this.transactions.read(this.user, () -> this.transactions.read(this.other, () -> "never")));
	}

	@Test
	void theRoleOwnsNothingAndBypassesNothing() {
		assertThat(this.jdbc
			.sql("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user")
			.query(Boolean.class)
			.single()).isFalse();
		assertThat(this.owner.sql("select count(*) from pg_class where relowner = 'portfolio_app'::regrole")
			.query(Long.class)
			.single()).isZero();
	}

	/**
	 * After a large import PostgreSQL would compile every overview, ten times as long as
	 * it runs.
	 */
	@Test
	void theRolesStatementsAreNotCompiled() {
		assertThat(this.jdbc.sql("show jit").query(String.class).single()).isEqualTo("off");
	}

}
