package io.portfolioplatform.app.user;

import java.util.List;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.cache.Memoize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that what the pool reads under the claims of one user is not remembered for all,
 * wherever the transaction began.
 */
@IntegrationTest
class MemoizedClaimsTests {

	@Autowired
	private UserTransactions transactions;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private AutowireCapableBeanFactory beans;

	private final UserId user = Users.fresh();

	private Names names;

	@BeforeEach
	void memoize() {
		this.names = (Names) this.beans.initializeBean(new Names(this.jdbc), "names");
	}

	@Test
	void refusesWhatATransactionOfItsOwnReads() {
		this.transactions.read(this.user, () -> {
			refuses();
			return true;
		});
	}

	@Test
	void refusesWhatATransactionReadsThatHasReadBefore() {
		this.transactions.read(this.user, () -> {
			this.jdbc.sql("select 1").query(Integer.class).single();
			refuses();
			return true;
		});
	}

	@Test
	void remembersWhatNobodyClaims() {
		this.transactions.read(this.user, () -> this.jdbc.sql("select 1").query(Integer.class).single());
		assertThat(this.names.ofPortfolios("nobody")).isSameAs(this.names.ofPortfolios("nobody"));
	}

	private void refuses() {
		assertThatIllegalStateException().isThrownBy(() -> this.names.ofPortfolios("mine"))
			.withMessageContaining("Names.ofPortfolios(String)")
			.withMessageContaining("row-level-security claims");
	}

	static class Names {

		private final JdbcClient jdbc;

		Names(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@Memoize(ttl = "1h", shared = false)
		public List<String> ofPortfolios(String which) {
			return this.jdbc.sql("select name from portfolio").query(String.class).list();
		}

	}

}
