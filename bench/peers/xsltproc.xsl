<?xml version="1.0" encoding="UTF-8"?>
<!-- XSLT 1.0, which has no order of text: times are numbers with the digits of ISO 8601. xsltproc judges one document after the
     other and frees each; only the registers are looked up by key. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:junshu:facts:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="f exsl">
  <xsl:output method="text"/>
  <xsl:param name="people"/>
  <xsl:param name="rooms"/>
  <xsl:variable name="managers" select="document($people)//f:role-assignment[@role = 'system-manager']"/>

  <!-- An open end, "..", is the last day that there is. -->
  <xsl:variable name="tree">
    <xsl:for-each select="document($rooms)//f:room[@computer_room = 'true' or @media_storage = 'true']">
      <room id="{@id}" from="{translate(substring-before(@in_use, '/'), '-', '')}000000"
            to="{substring(concat(translate(substring-after(@in_use, '/'), '-.', ''), '99991231'), 1, 8)}235959"/>
    </xsl:for-each>
    <xsl:for-each select="document($rooms)//f:room-permission[@proxy = 'false' and @granted_by != @person]">
      <xsl:variable name="day" select="translate(substring(@granted_at, 1, 10), '-', '')"/>
      <xsl:if test="$managers[@person = current()/@granted_by and translate(substring-before(@period, '/'), '-', '') &lt;= $day
                              and not(translate(substring-after(@period, '/'), '-', '') &lt; $day)]">
        <given id="{@person}{@room}" at="{translate(@granted_at, '-:T', '')}"
               from="{translate(substring-before(@valid, '/'), '-', '')}000000"
               to="{substring(concat(translate(substring-after(@valid, '/'), '-.', ''), '99991231'), 1, 8)}235959"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="register" select="exsl:node-set($tree)"/>
  <xsl:key name="room" match="room" use="@id"/>
  <xsl:key name="given" match="given" use="@id"/>

  <xsl:template match="/">
    <xsl:for-each select="f:facts/f:room-entries/f:room-entry">
      <xsl:variable name="id" select="@id"/>
      <xsl:variable name="room" select="@room"/>
      <xsl:variable name="pair" select="concat(@person, @room)"/>
      <xsl:variable name="entered" select="number(translate(@entered, '-:T', ''))"/>
      <xsl:if test="20250401000000 &lt;= $entered and $entered &lt;= 20260331235959">
        <xsl:for-each select="$register">
          <xsl:if test="key('room', $room)[@from &lt;= $entered and $entered &lt;= @to]
                        and not(key('given', $pair)[@at &lt; $entered and @from &lt;= $entered and $entered &lt;= @to])">
            <xsl:value-of select="concat($id, '&#10;')"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
