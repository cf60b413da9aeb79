package io.portfolioplatform.cache.page;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CapturedBody}.
 */
class CapturedBodyTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final CapturedBody body = new CapturedBody(10);

	@AfterEach
	void discard() {
		this.body.reset();
	}

	@Test
	void keepsWhatIsNotTooLong() throws IOException {
		write("01234", "56789");
		assertThat(this.body.isTooLong()).isFalse();
		assertThat(this.body.bytes()).asString(US_ASCII).isEqualTo("0123456789");
	}

	@Test
	void sendsWhatIsTooLongInTheOrderInWhichItWasWritten() throws IOException {
		write("01234", "56789", "a", "bcd", "efghijklmnopqrstuvw", "x");
		this.body.write('y');
		assertThat(this.body.isTooLong()).isTrue();
		this.body.announce(35);
		assertThat(this.response.isCommitted()).isFalse();
		this.body.send(this.response);
		assertThat(this.response.getContentAsString()).isEqualTo("0123456789abcdefghijklmnopqrstuvwxy");
		assertThat(this.response.getContentLength()).isEqualTo(35);
	}

	@Test
	void keepsAShortBodyInPlaceOfOneThatWasTooLong() throws IOException {
		write("01234", "56789", "a");
		this.body.reset();
		write("short");
		assertThat(this.body.isTooLong()).isFalse();
		assertThat(this.body.bytes()).asString(US_ASCII).isEqualTo("short");
	}

	private void write(String... parts) throws IOException {
		for (String part : parts) {
			this.body.write(part.getBytes(US_ASCII));
		}
	}

}
