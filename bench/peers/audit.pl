% Facts: register.qlf has room/5, role/5 and permission/8; each document of entries is a stream of entry/6 that fast_write/2
% wrote. Times are numbers with the digits of ISO 8601. Entries are judged as they are read, and not kept.

:- set_prolog_flag(optimise, true).
:- dynamic given/5, entry/6.

% swipl -g convert: the facts as text, once, into what swipl reads fastest.
convert :-
    qcompile(register),
    expand_file_name('31-*.pl', Files),
    forall(member(File, Files), convert(File)).

convert(File) :-
    file_name_extension(Base, pl, File),
    file_name_extension(Base, fast, Out),
    setup_call_cleanup((open(File, read, In), open(Out, write, To, [type(binary)])),
                       (repeat, read(In, Term), fast_write(To, Term), Term == end_of_file, !),
                       (close(In), close(To))).

% swipl -g main: the ids of the entries that were not permitted.
main :-
    load_files('register.qlf', []),
    forall(is_given(Person, Room, At, From, To), assertz(given(Person, Room, At, From, To))),
    expand_file_name('31-*.fast', Files),
    concurrent_forall(member(File, Files), judge_all(File), [threads(2)]).

is_given(Person, Room, At, From, To) :-
    permission(_, Person, Room, By, From, To, At, false),
    By \== Person,
    once((role(_, 'system-manager', By, First, Last), First =< At, At =< Last)).

judge_all(File) :-
    setup_call_cleanup(open(File, read, In, [type(binary)]), judge_stream(In), close(In)).

judge_stream(In) :-
    repeat,
    fast_read(In, Term),
    (   Term = entry(Id, Person, Room, Entered, _, _)
    ->  judge(Id, Person, Room, Entered), fail
    ;   !
    ).

judge(Id, Person, Room, Entered) :-
    Entered >= 20250401000000, Entered =< 20260331235959,
    is_controlled(Room, Entered),
    \+ is_permitted(Person, Room, Entered),
    !,
    format("~w~n", [Id]).
judge(_, _, _, _).

is_controlled(Room, At) :-
    room(Room, Computers, Media, From, To),
    ( Computers == true -> true ; Media == true ),
    From =< At, At =< To.

is_permitted(Person, Room, Entered) :-
    given(Person, Room, At, From, To),
    At < Entered, From =< Entered, Entered =< To,
    !.
