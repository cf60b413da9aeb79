package io.portfolioplatform.app.imports;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.dbpool.RepeatedStatements;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImportController}.
 */
@IntegrationTest
class ImportControllerTests {

	@Autowired
	private MockMvcTester mvc;

	private final UserId user = Users.fresh();

	@Test
	void reportsWhatItStored() {
		assertThat(upload(SampleFiles.good("cash.csv"), this.user, null)).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "file": "cash.csv", "format": "CSV", "activities": 4, "balances": 0, "warnings": [] }
					""");
	}

	@Test
	void writesManyRowsWithFewStatements(@Autowired RepeatedStatements repeated) {
		StringBuilder rows = new StringBuilder("date,type,symbol,quantity,unitPrice,currency\n");
		for (int i = 0; i < 60; i++) {
			rows.append("2006-01-03,buy,NPLUS").append(i).append(",1,1,USD\n");
		}
		repeated.clear();
		assertThat(
				upload(new ImportFile("many.csv", rows.toString().getBytes(StandardCharsets.UTF_8)), this.user, null))
			.hasStatusOk();
		assertThat(repeated.list()).isEmpty();
	}

	@Test
	void answersARefusalWithAProblemThatNamesThePlace() {
		assertThat(upload(SampleFiles.broken("huge-price.csv"), this.user, null))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo("""
					{
					  "title": "Import refused",
					  "status": 422,
					  "file": "huge-price.csv",
					  "errors": [ { "line": 3, "column": "Price", "value": "1e400" } ]
					}
					""");
	}

	@Test
	void answersTheSameFileTwiceWithAConflict() {
		upload(SampleFiles.good("cash.csv"), this.user, null);
		assertThat(upload(SampleFiles.good("cash.csv"), this.user, null)).hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void doesNotConfirmAnotherUsersPortfolio() {
		MvcTestResult mine = upload(SampleFiles.good("cash.csv"), this.user, null);
		assertThat(mine).hasStatusOk();
		String portfolio = JsonPath.read(new String(mine.getResponse().getContentAsByteArray()), "$.portfolioId");
		assertThat(upload(SampleFiles.good("cash.csv"), Users.fresh(), portfolio)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void storesNothingAtAllWhereOneStepFails(@Autowired OwnerJdbc jdbc) {
		assertThat(upload(SampleFiles.good("cash.csv"), this.user, UUID.randomUUID().toString()))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(jdbc.sql("select count(*) from user_settings where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single()).isZero();
	}

	private MvcTestResult upload(ImportFile file, UserId user, String portfolio) {
		var request = this.mvc.post()
			.uri("/api/imports")
			.multipart()
			.file(new MockMultipartFile("file", file.name(), null, file.content()));
		if (portfolio != null) {
			request.param("portfolio", portfolio);
		}
		return request.with(Users.signedIn(user)).exchange();
	}

}
