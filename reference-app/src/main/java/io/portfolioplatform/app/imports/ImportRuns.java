package io.portfolioplatform.app.imports;

import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import org.apache.commons.codec.digest.DigestUtils;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Record of what was imported when, which recognises a file that comes twice. Imported
 * again, a file has a new record in the place of the former one.
 */
@Repository
class ImportRuns {

	private final JdbcClient jdbc;

	ImportRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns whether a file must not come again.
	 * @param user the owner
	 * @param portfolio where it would go
	 * @param file the file
	 * @param known whether the portfolio holds some of its activities
	 * @return whether it was imported, unless all that it brought is gone; what an
	 * earlier version imported may be there and read otherwise by now
	 */
	boolean refuses(UserId user, UUID portfolio, ImportFile file, boolean known) {
		return this.jdbc
			.sql("""
					select exists (select from import_run
						where user_id = :user and portfolio_id = :portfolio and content_sha256 = :sha256
							and (read_otherwise or :known
								or exists (select from activity where activity.user_id = :user and import_run_id = import_run.id)))
					""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("sha256", DigestUtils.sha256(file.content()))
			.param("known", known)
			.query(Boolean.class)
			.single();
	}

	UUID add(UserId user, UUID portfolio, ImportFile file, int activities) {
		return this.jdbc.sql("""
				insert into import_run (user_id, portfolio_id, file_name, content_sha256, activities, read_otherwise)
				values (:user, :portfolio, :name, :sha256, :activities, false)
				on conflict (portfolio_id, content_sha256) do update
				set id = excluded.id, file_name = excluded.file_name, activities = excluded.activities,
					imported_at = excluded.imported_at
				returning id
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("name", file.name())
			.param("sha256", DigestUtils.sha256(file.content()))
			.param("activities", activities)
			.query(UUID.class)
			.single();
	}

}
