package io.portfolioplatform.app.jobs;

import java.time.Duration;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.database.OwnerJdbc;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link BackupFreshness}.
 */
@IntegrationTest
class BackupFreshnessTests {

	private static final Duration LIMIT = Duration.ofHours(26);

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private OwnerJdbc owner;

	private final BackupFreshness freshness = new BackupFreshness();

	@Test
	void failsWithoutABackupAndWithAnOldOne() {
		assertThatIllegalStateException().isThrownBy(() -> this.freshness.check(this.jdbc, LIMIT))
			.withMessage("There is no backup");
		this.owner.sql("insert into backup_run (name, finished_at, kib) values ('old', now() - interval '3 days', 1)")
			.update();
		assertThatIllegalStateException().isThrownBy(() -> this.freshness.check(this.jdbc, LIMIT))
			.withMessage("The last backup is 72 hours old");
		this.owner.sql("insert into backup_run (name, kib) values ('new', 1)").update();
		assertThatNoException().isThrownBy(() -> this.freshness.check(this.jdbc, LIMIT));
	}

	@Test
	void doesNotLookWhereNothingIsExpected() {
		assertThatNoException().isThrownBy(() -> this.freshness.check(this.jdbc, Duration.ZERO));
	}

}
