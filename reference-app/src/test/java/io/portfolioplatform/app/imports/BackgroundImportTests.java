package io.portfolioplatform.app.imports;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.jobs.JobQueue;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for previews and imports in the background.
 */
@IntegrationTest
class BackgroundImportTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String HEADER = "date,type,symbol,quantity,unitPrice,currency\n";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private BackgroundImports imports;

	@Autowired
	private ImportUploads uploads;

	@Autowired
	private UserTransactions transactions;

	private final UserId user = Users.fresh();

	@Test
	void previewsWhatWouldBeStoredAndStoresNothing() {
		post("/api/imports", HEADER + "2006-01-03,buy,KO,1,41,USD\n");
		MvcTestResult preview = post("/api/imports/preview",
				HEADER + "2006-01-03,buy,KO,1,41,USD\n2006-01-04,buy,NEWONE,2,26,USD\n");
		assertThat(preview).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{ "file": "a.csv", "format": "CSV", "activities": 2, "duplicates": 1,
				  "rows": [ { "line": 2, "type": "BUY", "symbol": "KO", "quantity": "1", "duplicate": true },
				            { "line": 3, "date": "2006-01-04", "symbol": "NEWONE", "duplicate": false } ] }
				""");
		assertThat(activities()).isOne();
		assertThat(this.owner.sql("select count(*) from instrument where symbol = 'NEWONE'").query(Long.class).single())
			.isZero();
		assertThat(post("/api/imports/preview", HEADER + "2006-02-31,buy,KO,1,41,USD\n"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void importsAfterTheAnswerAndSaysHowFarItIs() {
		int rows = FULL ? 100_000 : 10_000;
		long start = System.nanoTime();
		String id = id(post("/api/imports?background=true", HEADER + rows(rows)));
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(50))
			.untilAsserted(() -> assertThat(progress(id)).bodyJson()
				.isLenientlyEqualTo("{ \"state\": \"DONE\", \"total\": %1$d, \"done\": %1$d }".formatted(rows)));
		System.out.printf("%,d activities (%s) are imported in the background after %.1f s; the heap holds %d MB.%n",
				rows, FULL ? "full form" : "short form, the full one has 100,000", (System.nanoTime() - start) / 1e9,
				ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
		assertThat(activities()).isEqualTo(rows);
		assertThat(progress(id)).bodyJson().extractingPath("$.answer.activities").isEqualTo(rows);
		assertThat(this.owner.sql("select content is null from import_job where id = ?::uuid")
			.param(id)
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void explainsARefusedFile() {
		String id = id(post("/api/imports?background=true", HEADER + "2006-02-31,buy,KO,1,41,USD\n"));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(progress(id)).bodyJson().isLenientlyEqualTo("""
				{ "state": "REFUSED", "answer": { "title": "Import refused",
				  "errors": [ { "line": 2, "column": "date", "value": "2006-02-31" } ] } }
				"""));
		assertThat(activities()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "account", "toAccount" })
	void refusesNamesThatNoAccountCanHave(String column) {
		String header = "date,type,quantity,unitPrice,currency,symbol," + column + "\n2006-01-03,";
		String row = (column.equals("account") ? "buy" : "transfer") + ",1,41,USD,KO,";
		String id = id(post("/api/imports?background=true", header + row + "\u682a".repeat(101) + "\n"));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(progress(id)).bodyJson()
				.isLenientlyEqualTo(
						"""
								{ "state": "REFUSED", "answer": { "errors": [ { "column": "%s", "message": "is longer than 100 characters: shorten it here, and first in the portfolio, if it is there" } ] } }
								"""
							.formatted(column)));
		assertThat(post("/api/imports", header + row + "\u682a".repeat(100) + "\n")).hasStatusOk();
	}

	@Test
	void saysThatItFailedAndIsTriedAgain(@Autowired JobQueue queue) {
		UUID id = UUID.randomUUID();
		this.owner.sql("""
				insert into import_job (id, user_id, file_name, duplicates, state)
				values (?, ?, 'without-content.csv', 'SKIP', 'WAITING')
				""").params(id, this.user.value()).update();
		String job = this.user + "/" + id;
		queue.add(BackgroundImports.TASK, job, Duration.ZERO);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(progress(id.toString())).bodyJson()
				.isLenientlyEqualTo("{ \"state\": \"RUNNING\", \"failures\": 1 }"));
		this.owner.sql("update import_job set content = ? where id = ?")
			.params((HEADER + rows(10)).getBytes(StandardCharsets.UTF_8), id)
			.update();
		this.owner.sql("update scheduled_tasks set execution_time = now() where task_instance = ? and not picked")
			.param(job)
			.update();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(progress(id.toString())).bodyJson()
				.isLenientlyEqualTo("{ \"state\": \"DONE\", \"failures\": 0 }"));
		assertThat(activities()).isEqualTo(10);
	}

	@Test
	void storesOnceWhatAKilledProcessBeganAndWhatItHadFinished() {
		UUID id = UUID.fromString(id(post("/api/imports?background=true", HEADER + rows(10))));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(activities()).isEqualTo(10));
		this.imports.run(this.user, id);
		assertThat(activities()).isEqualTo(10);
		UUID begun = add(HEADER + rows(10) + "2007-06-01,buy,IBM,1,100,USD\n");
		Optional<ImportUploads.Upload> killed = this.transactions.write(this.user,
				() -> this.uploads.take(this.user, begun));
		assertThat(killed).isPresent();
		this.imports.run(this.user, begun);
		assertThat(activities()).isEqualTo(11);
	}

	@Test
	void takesNoMoreFilesThanAUserMayWaitFor() {
		for (int file = 0; file < BackgroundImports.MOST_WAITING; file++) {
			this.owner.sql("""
					insert into import_job (id, user_id, file_name, content, duplicates, state)
					values (gen_random_uuid(), ?, 'a.csv', '', 'SKIP', ?)
					""").params(this.user.value(), (file % 2 == 0) ? "WAITING" : "RUNNING").update();
		}
		String content = HEADER + "2006-01-03,buy,KO,1,41,USD\n";
		assertThat(post("/api/imports?background=true", content)).hasStatus(HttpStatus.TOO_MANY_REQUESTS)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.hasHeader(HttpHeaders.RETRY_AFTER, "30")
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.startsWith("5 of your files wait");
		this.owner.sql("update import_job set state = 'DONE' where user_id = ? and state = 'RUNNING'")
			.param(this.user.value())
			.update();
		id(post("/api/imports?background=true", content));
	}

	@Test
	void whatIsDoneIsNotRefusedLater() {
		UUID id = add(HEADER + rows(10));
		for (String state : List.of("DONE", "REFUSED")) {
			this.transactions.write(this.user, () -> this.uploads.finish(this.user, id, state, "{}"));
		}
		assertThat(progress(id.toString())).bodyJson().extractingPath("$.state").isEqualTo("DONE");
	}

	/**
	 * As where a process missed its heartbeats: another one finishes while this one waits
	 * for the portfolio.
	 */
	@Test
	void storesNothingOnceAnotherProcessHasFinished(@Autowired JdbcClient jdbc) {
		post("/api/imports", HEADER + "2006-01-03,buy,KO,1,41,USD\n");
		UUID id = add(HEADER + rows(10));
		CompletableFuture<Void> late = this.transactions.write(this.user, () -> {
			jdbc.sql("select id from portfolio for no key update").query(UUID.class).single();
			CompletableFuture<Void> running = CompletableFuture.runAsync(() -> this.imports.run(this.user, id));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(progress(id.toString())).bodyJson()
					.isLenientlyEqualTo("{ \"state\": \"RUNNING\", \"total\": 10 }"));
			this.owner.sql("update import_job set state = 'REFUSED' where id = ?").param(id).update();
			return running;
		});
		assertThat(late).succeedsWithin(PATIENCE);
		assertThat(activities()).isOne();
		assertThat(progress(id.toString())).bodyJson().extractingPath("$.state").isEqualTo("REFUSED");
	}

	@Test
	void showsNobodyElsesImport() {
		String id = id(post("/api/imports?background=true", HEADER + "2006-01-03,buy,KO,1,41,USD\n"));
		assertThat(this.mvc.get().uri("/api/imports/" + id).with(Users.signedIn(Users.fresh())))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.mvc.get().uri("/api/imports").with(Users.signedIn(this.user))).bodyJson()
			.extractingPath("$[0].id")
			.isEqualTo(id);
	}

	/**
	 * Adds a file that no job takes.
	 */
	private UUID add(String content) {
		ImportFile file = new ImportFile("b.csv", content.getBytes(StandardCharsets.UTF_8));
		return this.transactions.write(this.user, () -> this.uploads.add(this.user, file, null, Duplicates.SKIP));
	}

	private static String rows(int count) {
		StringBuilder rows = new StringBuilder();
		for (int row = 0; row < count; row++) {
			rows.append(LocalDate.of(2003, 1, 2).plusDays(row % 1800))
				.append(row % 3 == 2 ? ",sell,MSFT,1," : ",buy,MSFT,1,")
				.append(20 + row % 17)
				.append(",USD\n");
		}
		return rows.toString();
	}

	private MvcTestResult post(String uri, String content) {
		return this.mvc.post()
			.uri(uri)
			.multipart()
			.file(new MockMultipartFile("file", "a.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)))
			.with(Users.signedIn(this.user))
			.exchange();
	}

	private MvcTestResult progress(String id) {
		return this.mvc.get().uri("/api/imports/" + id).with(Users.signedIn(this.user)).exchange();
	}

	private static String id(MvcTestResult result) {
		assertThat(result).hasStatus(HttpStatus.ACCEPTED);
		return JsonPath.read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), "$.id");
	}

	private long activities() {
		return this.owner.sql("select count(*) from activity where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single();
	}

}
