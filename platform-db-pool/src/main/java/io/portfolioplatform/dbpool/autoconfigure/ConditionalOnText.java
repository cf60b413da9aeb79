package io.portfolioplatform.dbpool.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches where a property has a text: an empty one, such as that of a variable which a
 * deployment leaves open, is none.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnTextCondition.class)
@interface ConditionalOnText {

	/**
	 * Name of the property.
	 * @return the name
	 */
	String value();

}
