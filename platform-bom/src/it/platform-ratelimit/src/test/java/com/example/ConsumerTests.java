package com.example;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.cache.CacheManager;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureMockMvc
class ConsumerTests {

	@Autowired
	MockMvcTester mvc;

	@Test
	void leavesSpringsCachesToSpring(@Autowired CacheManager caches) {
		assertThat(caches.getCache("quotes")).isNotNull();
	}

	@Test
	void refusesTheThirdRequest() {
		assertThat(this.mvc.get().uri("/quote")).hasStatusOk();
		assertThat(this.mvc.get().uri("/quote")).hasStatusOk();
		assertThat(this.mvc.get().uri("/quote")).hasStatus(429).containsHeader("Retry-After");
	}

}
