package io.portfolioplatform.app.audit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuditLog}.
 */
@IntegrationTest
class AuditLogTests {

	private static final String DEPOSIT = """
			{ "type": "DEPOSIT", "date": "2006-01-04", "quantity": 1, "unitPrice": %d, "currency": "EUR" }
			""";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ImportService imports;

	@Autowired
	private UserTransactions transactions;

	@Autowired
	private JdbcClient jdbc;

	private final UserId user = Users.fresh();

	@Test
	void recordsEveryWriteAndNoRefusedOne() {
		UUID portfolio = importOne();
		String path = "/api/portfolios/" + portfolio + "/activities";
		MvcTestResult created = send(this.mvc.post().uri(path), DEPOSIT.formatted(5));
		assertThat(created).hasStatus(201);
		assertThat(send(this.mvc.post().uri(path), "{ \"type\": \"DEPOSIT\" }")).hasStatus(400);
		String activity = created.getResponse().getHeader("Location");
		assertThat(send(this.mvc.put().uri(activity).header("If-Match", "\"1\""), DEPOSIT.formatted(6))).hasStatusOk();
		assertThat(send(this.mvc.put().uri(activity).header("If-Match", "\"1\""), DEPOSIT.formatted(7))).hasStatus(412);
		assertThat(send(this.mvc.delete().uri(activity).header("If-Match", "\"1\""), "")).hasStatus(412);
		assertThat(send(this.mvc.delete().uri(activity).header("If-Match", "\"2\""), "")).hasStatus(204);
		assertThat(this.mvc.get().uri("/api/audit").with(Users.signedIn(this.user))).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					[ { "action": "activity.delete", "detail": { "unitPrice": "6" } },
					  { "action": "activity.change", "detail": { "unitPrice": "6" } },
					  { "action": "activity.create", "detail": { "type": "DEPOSIT", "unitPrice": "5" } },
					  { "action": "import", "detail": { "file": "a.csv", "activities": 1 } } ]
					""");
		assertThat(this.mvc.get().uri("/api/audit").with(Users.signedIn(Users.fresh()))).bodyJson()
			.isStrictlyEqualTo("[]");
	}

	@Test
	void nobodyChangesWhatIsRecorded() {
		importOne();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(
					() -> this.transactions.write(this.user, () -> this.jdbc.sql("delete from audit_entry").update()))
			.withStackTraceContaining("permission denied");
	}

	private MvcTestResult send(MockMvcTester.MockMvcRequestBuilder request, String body) {
		return request.with(Users.signedIn(this.user)).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private UUID importOne() {
		String file = "date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,MSFT,1,26,USD\n";
		return this.imports.importFile(this.user, new ImportFile("a.csv", file.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId();
	}

}
