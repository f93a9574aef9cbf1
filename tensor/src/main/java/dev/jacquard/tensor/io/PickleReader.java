package dev.jacquard.tensor.io;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a pickle into plain data: {@link LinkedHashMap}, {@link ArrayList}, {@link Tuple}, {@link
 * LinkedHashSet}, {@link String}, {@link Long}, {@link BigInteger}, {@link Double}, {@link
 * Boolean}, {@code byte[]}, {@link None}, and whatever its {@link PickleTypes} makes. Nothing that
 * a pickle says is run; instructions that would run something are refused by name.
 */
final class PickleReader {
  static final int LARGEST_INTEGER_BYTES = 128;

  private final PickleInput input;
  private final PickleTypes types;
  private final MemoryBudget budget;
  private final PickleOpcode[] opcodes = new PickleOpcode[256];
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private Object[] memo = new Object[0];
  private int memoized;
  private int highest;

  /** A reader of one pickle. */
  PickleReader(PickleInput input, PickleTypes types, MemoryBudget budget) {
    this.input = input;
    this.types = types;
    this.budget = budget;
    for (PickleOpcode opcode : PickleOpcode.values()) {
      opcodes[opcode.code()] = opcode;
    }
  }

  /** The value that the pickle stands for. It may contain itself. */
  Object read() throws TensorFileException {
    while (true) {
      PickleOpcode opcode = opcodes[input.u1()];
      if (opcode == PickleOpcode.STOP) {
        Object result = pop();
        if (input.remaining() > 0) {
          throw input.error("the end");
        }
        return result;
      }
      if (opcode == null) {
        throw input.error("an instruction of pickle, protocols 0 to 5, before");
      }
      try {
        execute(opcode);
      } catch (NumberFormatException e) {
        throw input.error("a number or a string for " + opcode + " (" + e.getMessage() + ")");
      }
    }
  }

  private void execute(PickleOpcode opcode) throws TensorFileException {
    switch (opcode) {
      case PROTO -> checkProtocol(input.u1());
      case FRAME -> input.i8();
      case MARK -> {
        budget.charge(MemoryBudget.NUMBER);
        marks.add(stack.size());
      }
      case POP -> popOrUnmark();
      case POP_MARK -> popToMark();
      case DUP -> push(top());
      case NONE -> push(None.NONE);
      case NEWTRUE -> push(true);
      case NEWFALSE -> push(false);
      case INT -> pushInteger(input.line());
      case LONG -> {
        String text = input.line();
        push(number(PickleText.integer(text.replaceFirst("L$", ""))));
      }
      case LONG1 -> push(integer(input.u1()));
      case LONG4 -> push(integer(input.i4()));
      case BININT -> push(number((long) input.i4()));
      case BININT1 -> push(number((long) input.u1()));
      case BININT2 -> push(number((long) input.u2()));
      case BINFLOAT -> push(number(input.f8()));
      case FLOAT -> push(number(PickleText.real(input.line())));
      case STRING -> push(string(PickleText.quoted(input.line())));
      case UNICODE -> push(string(PickleText.raw(input.line())));
      case SHORT_BINSTRING, SHORT_BINUNICODE -> push(text(input.u1()));
      case BINSTRING, BINUNICODE -> push(text(input.u4()));
      case BINUNICODE8 -> push(text(input.i8()));
      case SHORT_BINBYTES -> push(bytes(input.u1()));
      case BINBYTES -> push(bytes(input.u4()));
      case BINBYTES8, BYTEARRAY8 -> push(bytes(input.i8()));
      case EMPTY_LIST -> push(list(List.of()));
      case LIST -> push(list(popToMark()));
      case EMPTY_TUPLE -> push(tuple(List.of()));
      case TUPLE -> push(tuple(popToMark()));
      case TUPLE1 -> push(tuple(popLast(1)));
      case TUPLE2 -> push(tuple(popLast(2)));
      case TUPLE3 -> push(tuple(popLast(3)));
      case EMPTY_DICT -> push(dictionary(List.of()));
      case DICT -> push(dictionary(popToMark()));
      case EMPTY_SET -> push(set(List.of()));
      case FROZENSET -> push(set(popToMark()));
      case APPEND -> append(popLast(1));
      case APPENDS -> append(popToMark());
      case SETITEM -> setItems(popLast(2));
      case SETITEMS -> setItems(popToMark());
      case ADDITEMS -> addItems(popToMark());
      case PUT -> memoize(Integer.parseInt(input.line()));
      case BINPUT -> memoize(input.u1());
      case LONG_BINPUT -> memoize(input.u4());
      case MEMOIZE -> memoize(memoized);
      case GET -> push(memoized(Integer.parseInt(input.line())));
      case BINGET -> push(memoized(input.u1()));
      case LONG_BINGET -> push(memoized(input.u4()));
      case GLOBAL -> push(types.global(input.line(), input.line()));
      case STACK_GLOBAL -> stackGlobal();
      case REDUCE -> reduce();
      case BINPERSID -> push(types.persistent(pop()));
      case BUILD -> build();
      case STOP,
          PERSID,
          INST,
          OBJ,
          NEWOBJ,
          NEWOBJ_EX,
          EXT1,
          EXT2,
          EXT4,
          NEXT_BUFFER,
          READONLY_BUFFER ->
          throw input.error("data only, not the instruction " + opcode + ", before");
    }
  }

  private void checkProtocol(int protocol) throws TensorFileException {
    if (protocol > 5) {
      throw input.error("protocol 0 to 5, not " + protocol + ",");
    }
  }

  private void push(Object value) throws TensorFileException {
    if (stack.size() == highest) {
      budget.charge(MemoryBudget.REFERENCE);
      highest++;
    }
    stack.add(value);
  }

  private Object pop() throws TensorFileException {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private Object top() throws TensorFileException {
    if (stack.size() <= floor()) {
      throw input.error("a value on the stack");
    }
    return stack.get(stack.size() - 1);
  }

  private void popOrUnmark() throws TensorFileException {
    if (!marks.isEmpty() && floor() == stack.size()) {
      marks.remove(marks.size() - 1);
    } else {
      pop();
    }
  }

  /** Where the values since the last mark begin; an instruction must not reach below it. */
  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private List<Object> popToMark() throws TensorFileException {
    if (marks.isEmpty()) {
      throw input.error("a mark on the stack");
    }
    int floor = marks.remove(marks.size() - 1);
    return popLast(stack.size() - floor);
  }

  private List<Object> popLast(int count) throws TensorFileException {
    if (stack.size() - floor() < count) {
      throw input.error(count + " values on the stack");
    }
    List<Object> last = stack.subList(stack.size() - count, stack.size());
    budget.charge((long) count * MemoryBudget.REFERENCE);
    List<Object> values = Arrays.asList(last.toArray());
    last.clear();
    return values;
  }

  private Object number(Number value) throws TensorFileException {
    budget.charge(MemoryBudget.NUMBER);
    return value;
  }

  private void pushInteger(String text) throws TensorFileException {
    // Protocols 0 and 1 have no truth values of their own.
    switch (text) {
      case "00" -> push(false);
      case "01" -> push(true);
      default -> push(number(PickleText.integer(text)));
    }
  }

  private Object integer(int count) throws TensorFileException {
    if (count < 0 || count > LARGEST_INTEGER_BYTES) {
      throw input.error("an integer of at most " + LARGEST_INTEGER_BYTES + " bytes");
    }
    byte[] bytes = input.bytes(count);
    for (int i = 0; i < count / 2; i++) {
      byte swapped = bytes[i];
      bytes[i] = bytes[count - 1 - i];
      bytes[count - 1 - i] = swapped;
    }
    budget.charge(2 * MemoryBudget.COLLECTION + count);
    return PickleText.narrow(count == 0 ? BigInteger.ZERO : new BigInteger(bytes));
  }

  private Object string(String text) throws TensorFileException {
    budget.charge(MemoryBudget.STRING + 2L * text.length());
    return text;
  }

  private Object text(long count) throws TensorFileException {
    // Before it is decoded; lengths beyond the pickle's end are refused by the input.
    budget.charge(MemoryBudget.STRING + 2 * Math.max(0, Math.min(count, input.remaining())));
    return input.utf8(count);
  }

  private Object bytes(long count) throws TensorFileException {
    budget.charge(MemoryBudget.NUMBER + Math.max(0, Math.min(count, input.remaining())));
    return input.bytes(count);
  }

  private List<Object> list(List<Object> values) throws TensorFileException {
    budget.charge(MemoryBudget.COLLECTION);
    return new ArrayList<>(values);
  }

  private Object tuple(List<Object> values) throws TensorFileException {
    budget.charge(MemoryBudget.TUPLE);
    return Tuple.copyOf(values);
  }

  private Object dictionary(List<Object> items) throws TensorFileException {
    budget.charge(MemoryBudget.COLLECTION);
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    putAll(dictionary, items);
    return dictionary;
  }

  private Object set(List<Object> values) throws TensorFileException {
    budget.charge(2 * MemoryBudget.COLLECTION);
    Set<Object> set = new LinkedHashSet<>();
    addAll(set, values);
    return set;
  }

  @SuppressWarnings("unchecked") // Lists are made here only, and hold any object.
  private void append(List<Object> values) throws TensorFileException {
    if (!(top() instanceof ArrayList<?> list)) {
      throw input.error("a list to append to");
    }
    budget.charge((long) values.size() * MemoryBudget.REFERENCE);
    ((ArrayList<Object>) list).addAll(values);
  }

  @SuppressWarnings("unchecked") // Dictionaries are made by this package only, and hold anything.
  private void setItems(List<Object> items) throws TensorFileException {
    if (!(top() instanceof LinkedHashMap<?, ?> dictionary)) {
      throw input.error("a dictionary to put into");
    }
    putAll((LinkedHashMap<Object, Object>) dictionary, items);
  }

  private void putAll(Map<Object, Object> dictionary, List<Object> items)
      throws TensorFileException {
    if (items.size() % 2 != 0) {
      throw input.error("as many values as keys");
    }
    budget.charge((long) items.size() / 2 * MemoryBudget.MAP_ENTRY);
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      checkKey(dictionary.keySet(), key);
      if (dictionary.put(key, items.get(i + 1)) != null) {
        throw input.error("every key once, not again " + Excerpt.of(key.toString()) + ",");
      }
    }
  }

  @SuppressWarnings("unchecked") // Sets are made here only, and hold any object.
  private void addItems(List<Object> values) throws TensorFileException {
    if (!(top() instanceof LinkedHashSet<?> set)) {
      throw input.error("a set to add to");
    }
    addAll((LinkedHashSet<Object>) set, values);
  }

  private void addAll(Set<Object> set, List<Object> values) throws TensorFileException {
    budget.charge((long) values.size() * MemoryBudget.MAP_ENTRY);
    for (Object value : values) {
      checkKey(set, value);
      set.add(value);
    }
  }

  private void checkKey(Collection<?> keys, Object key) throws TensorFileException {
    String objection = PickleKeys.objection(keys, key);
    if (!objection.isEmpty()) {
      throw input.error(objection);
    }
  }

  private void memoize(long place) throws TensorFileException {
    // Picklers count up from 0, so that places cannot outnumber the bytes.
    if (place < 0 || place > input.position()) {
      throw input.error("a memo place below the number of bytes, not " + place + ",");
    }
    int index = (int) place;
    if (index >= memo.length) {
      int capacity = Math.max(index + 1, memo.length * 2);
      budget.charge((long) (capacity - memo.length) * MemoryBudget.REFERENCE);
      memo = Arrays.copyOf(memo, capacity);
    }
    memo[index] = top();
    memoized = Math.max(memoized, index + 1);
  }

  private Object memoized(long place) throws TensorFileException {
    if (place < 0 || place >= memo.length || memo[(int) place] == null) {
      throw input.error("a memo place that was filled, not " + place + ",");
    }
    return memo[(int) place];
  }

  private void stackGlobal() throws TensorFileException {
    List<Object> names = popLast(2);
    if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
      throw input.error("two names for STACK_GLOBAL");
    }
    push(types.global(module, name));
  }

  private void reduce() throws TensorFileException {
    Object arguments = pop();
    Object callable = pop();
    if (!(callable instanceof PickleTypes.Constructor constructor)
        || !(arguments instanceof Tuple tuple)) {
      throw input.error("a constructor and its arguments for REDUCE");
    }
    push(constructor.call(tuple));
  }

  private void build() throws TensorFileException {
    Object state = pop();
    if (!(state instanceof Map<?, ?> attributes)) {
      throw input.error("a dictionary of attributes for BUILD");
    }
    types.build(top(), attributes);
  }
}
