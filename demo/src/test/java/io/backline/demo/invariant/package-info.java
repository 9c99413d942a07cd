@org.jspecify.annotations.NullMarked
package io.backline.demo.invariant;
