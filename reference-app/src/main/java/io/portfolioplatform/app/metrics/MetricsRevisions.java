package io.portfolioplatform.app.metrics;

import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the changes of a user's portfolios, and how many of them the metrics have seen.
 */
@Repository
class MetricsRevisions {

	private final JdbcClient jdbc;

	MetricsRevisions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void changed(UserId user) {
		this.jdbc.sql("""
				insert into metrics_revision (user_id, revision) values (:user, 1)
				on conflict (user_id) do update set revision = metrics_revision.revision + 1
				""").param("user", user.value()).update();
	}

	long revision(UserId user) {
		return this.jdbc.sql("select revision from metrics_revision where user_id = :user")
			.param("user", user.value())
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

	void computed(UserId user, long revision) {
		this.jdbc.sql("update metrics_revision set computed = greatest(computed, :revision) where user_id = :user")
			.param("user", user.value())
			.param("revision", revision)
			.update();
	}

	boolean isOutdated(UserId user) {
		return this.jdbc
			.sql("select exists (select from metrics_revision where user_id = :user and revision > computed)")
			.param("user", user.value())
			.query(Boolean.class)
			.single();
	}

	List<UserId> outdated(int most) {
		return this.jdbc.sql("select * from users_with_outdated_metrics(:most)")
			.param("most", most)
			.query(UUID.class)
			.list()
			.stream()
			.map(UserId::new)
			.toList();
	}

}
