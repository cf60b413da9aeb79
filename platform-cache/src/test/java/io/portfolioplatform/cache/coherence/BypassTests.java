package io.portfolioplatform.cache.coherence;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bypass}.
 */
class BypassTests {

	@Test
	void aTaskOnTheThreadOfItsRequestDoesNotEndThatOfTheRequest() {
		Bypass request = Bypass.begin();
		Bypass.begin().close();
		assertThat(Bypass.isOn()).isTrue();
		request.close();
		assertThat(Bypass.isOn()).isFalse();
	}

}
