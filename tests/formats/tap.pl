# What TAP::Parser, which is prove's, reads in a TAP document, as JSON.
#
# The parser of Perl 5.36 knows version 13 and calls 14 an error; it is told 13, since what 14 adds, subtests and pragmas,
# is not used.
#
# usage: tap.pl FILE
use strict;
use warnings;
use JSON::PP;
use TAP::Parser;

binmode STDOUT, ':encoding(UTF-8)';
open my $file, '<:encoding(UTF-8)', $ARGV[0] or die "$ARGV[0]: $!";
my $text = do { local $/; <$file> };
my $version = $text =~ s/\ATAP version 14\n/TAP version 13\n/ ? 14 : 0;
my $parser = TAP::Parser->new( { tap => $text } );
my ( @tests, @others );
while ( my $line = $parser->next ) {
    if ( $line->is_test ) {
        push @tests, {
            number => 0 + $line->number, ok => $line->is_ok ? 1 : 0, description => $line->description,
            skip => $line->has_skip ? $line->explanation : undef,
            todo => $line->has_todo ? 1 : 0,
        };
    }
    elsif ( $line->is_yaml ) { $tests[-1]{yaml} = $line->data; }
    elsif ( !$line->is_version && !$line->is_plan ) { push @others, $line->raw; }
}
print JSON::PP->new->canonical->encode(
    { tests => \@tests, others => \@others, version => $version, planned => 0 + $parser->tests_planned,
      errors => [ $parser->parse_errors ] } );
