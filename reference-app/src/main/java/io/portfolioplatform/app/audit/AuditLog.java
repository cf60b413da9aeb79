package io.portfolioplatform.app.audit;

import java.sql.Types;
import java.util.List;

import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Records writes in the transaction that makes them: one is there exactly if the other
 * is. The application may add entries and not change them.
 */
@Repository
public class AuditLog {

	private final JdbcClient jdbc;

	private final JsonMapper json;

	AuditLog(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * Records a write.
	 * @param user who made it
	 * @param action what was done, such as {@code activity.delete}
	 * @param subject to what
	 * @param detail what it was, or is now
	 */
	public void add(UserId user, String action, String subject, @Nullable Object detail) {
		this.jdbc.sql("""
				insert into audit_entry (user_id, action, subject, detail)
				values (:user, :action, :subject, cast(:detail as jsonb))
				""")
			.param("user", user.value())
			.param("action", action)
			.param("subject", subject)
			.param("detail", (detail != null) ? this.json.writeValueAsString(detail) : null, Types.VARCHAR)
			.update();
	}

	List<AuditEntry> latest(UserId user, int most) {
		return this.jdbc.sql("""
				select at, action, subject, detail::text as detail from audit_entry
				where user_id = :user order by id desc limit :most
				""").param("user", user.value()).param("most", most).query(AuditEntry.class).list();
	}

}
