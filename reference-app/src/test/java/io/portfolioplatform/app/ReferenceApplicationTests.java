package io.portfolioplatform.app;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@Import(TestReferenceApplication.EmbeddedServers.class)
class ReferenceApplicationTests {

	@Test
	void startsOnAnEmptyDatabase(@Autowired Clock clock) {
		assertThat(clock).isNotNull();
	}

}
