package io.portfolioplatform.app.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Housekeeping}.
 */
@IntegrationTest
class HousekeepingTests {

	@Test
	void removesOldKeysOfAllUsers(@Autowired OwnerJdbc owner, @Autowired JdbcClient jdbc,
			@Autowired RecurringTask<Void> cleanUp) {
		assertThat(cleanUp.getName()).isEqualTo("clean-up");
		for (String age : new String[] { "2 days", "1 hour" }) {
			owner.sql("""
					insert into idempotency_key (user_id, key, request_sha256, created_at)
					values (?, 'housekeeping', '', now() - cast(? as interval))
					""").param(Users.fresh().value()).param(age).update();
		}
		assertThat(jdbc.sql("select clean_up()").query(Long.class).single()).isPositive();
		assertThat(
				owner.sql("select count(*) from idempotency_key where key = 'housekeeping'").query(Long.class).single())
			.isOne();
	}

}
