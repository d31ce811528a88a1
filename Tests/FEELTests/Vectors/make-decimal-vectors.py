"""Writes decimal.txt: results of Python's decimal at 34 digits, half-even, as an independent judge. Run: python3 make-decimal-vectors.py > decimal.txt"""
import decimal, random, struct

D = decimal.Decimal
context = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=6144, Emin=-6143, traps=[])
wide = decimal.Context(prec=120, rounding=decimal.ROUND_HALF_EVEN, Emax=999999, Emin=-999999, traps=[])
random.seed(20240701)


def number():
    kind = random.randrange(6)
    digits = random.choice([1, 2, 5, 9, 17, 18, 19, 20, 33, 34])
    whole = random.randrange(10 ** digits) if kind else 10 ** digits - random.randrange(3)
    exponent = random.choice([0, 0, 0, -1, -2, -6, -digits, 3, 20, -40, 60, random.randrange(-3000, 3000)])
    value = D(whole).scaleb(exponent, wide) * random.choice([1, -1])
    return context.plus(value)


def text(value):
    if not value.is_finite():
        return "none"
    if value == 0:
        return "0"
    sign, digits, exponent = value.normalize(wide).as_tuple()
    return ("-" if sign else "") + "".join(map(str, digits)) + f"e{exponent}"


for operation, function in [("+", context.add), ("-", context.subtract), ("*", context.multiply), ("/", context.divide)]:
    for _ in range(400):
        a, b = number(), number()
        if random.random() < 0.3:  # near one another: cancellation, carries
            b = context.multiply(a, D(random.choice(["1", "-1", "1.000000000000000000000000000000001", "0.9999999999", "-0.5"])))
        print(operation, text(a), text(b), text(function(a, b)))
for _ in range(200):
    a = number()
    n = random.choice([2, 3, 5, 10, 17, 40, -1, -2, -7, 100])
    print("**", text(a), n, text(context.plus(wide.power(a, n))))
for _ in range(150):
    a = context.plus(D(random.randrange(1, 10 ** random.choice([2, 9, 20]))).scaleb(random.choice([0, -2, -9])))
    b = D(random.randrange(-5000, 5000)).scaleb(-3)
    print("**", text(a), text(b), text(context.plus(wide.power(a, b))))
for _ in range(200):
    a = abs(number())
    if a:
        print("sqrt", text(a), "-", text(context.sqrt(a)))
        print("ln", text(a), "-", text(context.plus(wide.ln(a))))
for a in ["1.000000000000000000000000000000001", "0.9999999999999999999999999999999999", "2", "10", "9.999999999999999999999999999999999"]:
    print("ln", text(D(a)), "-", text(context.plus(wide.ln(D(a)))))
for _ in range(200):
    a = D(random.randrange(-10 ** 7, 10 ** 7)).scaleb(random.choice([-3, -4, -7, -12]))
    if abs(a) < 9000:
        print("exp", text(a), "-", text(context.plus(wide.exp(a))))
for rule in ["ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_UP", "ROUND_DOWN", "ROUND_FLOOR", "ROUND_CEILING"]:
    for _ in range(60):
        a = D(random.randrange(-10 ** 6, 10 ** 6)).scaleb(random.choice([-1, -2, -3, -5]))
        if random.random() < 0.4:
            a = D(random.randrange(-999, 999)) / 2 / 10 ** random.randrange(3)
        places = random.randrange(-2, 4)
        print(rule, text(a), places, text(a.quantize(D(1).scaleb(-places), rounding=getattr(decimal, rule), context=wide)))
for _ in range(400):
    kind = random.randrange(5)
    if kind == 0:
        bits = random.getrandbits(64)
        value = struct.unpack(">d", struct.pack(">Q", bits))[0]
        if not (abs(value) < 1e30):
            continue
    elif kind == 1:
        value = random.randrange(10 ** 6) / 200  # on or beside a half
    elif kind == 2:
        value = random.randrange(1 << 20) / (1 << random.randrange(12))  # exact binary fractions
    else:
        value = random.uniform(-1, 1) * 10 ** random.randrange(-8, 14)
    places = random.choice([0, 1, 2, 2, 6, 6, 9, 20])
    exact = D(value).quantize(D(1).scaleb(-places), rounding=decimal.ROUND_HALF_EVEN, context=wide)
    print("double", value.hex(), places, text(context.plus(exact)))
