package io.portfolioplatform.cache.page;

import java.security.Principal;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthenticatedCaller}.
 */
class AuthenticatedCallerTests {

	@Test
	void orderOfAuthoritiesDoesNotMatter() {
		assertThat(identify(caller("alice", "USER", "ADMIN"))).isEqualTo(identify(caller("alice", "ADMIN", "USER")));
	}

	@Test
	void nameThatEndsLikeAuthoritiesIsAnother() {
		assertThat(identify(caller("alice\nADMIN", "USER"))).isNotEqualTo(identify(caller("alice", "ADMIN", "USER")));
	}

	@Test
	void authorityWithALineBreakIsNoTwo() {
		assertThat(identify(caller("alice", "ADMIN\nUSER"))).isNotEqualTo(identify(caller("alice", "ADMIN", "USER")));
	}

	@Test
	void knowsPrincipalsOfOthersByName() {
		assertThat(identify(() -> "alice")).isEqualTo("alice");
		assertThat(identify(null)).isNull();
	}

	private static Principal caller(String name, String... authorities) {
		return UsernamePasswordAuthenticationToken.authenticated(name, "",
				AuthorityUtils.createAuthorityList(authorities));
	}

	private static String identify(Principal principal) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setUserPrincipal(principal);
		return new AuthenticatedCaller().identify(request);
	}

}
