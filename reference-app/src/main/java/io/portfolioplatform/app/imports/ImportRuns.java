package io.portfolioplatform.app.imports;

import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import org.apache.commons.codec.digest.DigestUtils;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Record of what was imported when, which recognises a file that comes twice.
 */
@Repository
class ImportRuns {

	private final JdbcClient jdbc;

	ImportRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	UUID start(UserId user, UUID portfolio, ImportFile file, int activities) {
		return this.jdbc.sql("""
				insert into import_run (user_id, portfolio_id, file_name, content_sha256, activities)
				values (:user, :portfolio, :name, :sha256, :activities)
				on conflict (portfolio_id, content_sha256) do nothing
				returning id
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("name", file.name())
			.param("sha256", DigestUtils.sha256(file.content()))
			.param("activities", activities)
			.query(UUID.class)
			.optional()
			.orElseThrow(() -> new AlreadyImportedException(file.name()));
	}

}
