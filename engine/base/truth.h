/* Truth in four values: what the records say, what they leave to a person, and what they do not say. */
#ifndef JUNSHU_TRUTH_H
#define JUNSHU_TRUTH_H

enum truth {
    TRUTH_FALSE,
    TRUTH_UNKNOWN, /* data is missing */
    TRUTH_REVIEW,  /* the records leave it to a person */
    TRUTH_TRUE
};

/* The lesser in the order false < unknown < review < true. */
static inline enum truth truth_and(enum truth a, enum truth b)
{
    return a < b ? a : b;
}

static inline enum truth truth_not(enum truth a)
{
    switch (a) {
    case TRUTH_FALSE:
        return TRUTH_TRUE;
    case TRUTH_TRUE:
        return TRUTH_FALSE;
    case TRUTH_UNKNOWN:
    case TRUTH_REVIEW:
        return a;
    }
    return a;
}

/* De Morgan's other half: the greater in the order false < review < unknown < true. */
static inline enum truth truth_or(enum truth a, enum truth b)
{
    return truth_not(truth_and(truth_not(a), truth_not(b)));
}

static inline enum truth truth_of(int holds)
{
    return holds ? TRUTH_TRUE : TRUTH_FALSE;
}

#endif
